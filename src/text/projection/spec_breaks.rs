//! What is inferred about breaks, sign by sign, and over pages set in several ways.

use super::*;

const BODY: [&str; 8] = [
    "市里今天召开会议，部署明年的供水工作。会议认为，过去一年各单位克服了干旱带来的困难，保证了城乡居民用水，也积累了不少经验。",
    "会议要求，各县区要在汛期到来之前检修水库和管道，对老旧小区的水管逐一登记，分批更换，不能等到出了问题再去补救。",
    "与会人员还听取了水文站的报告。报告说，今年上游来水比常年少两成，地下水位继续下降，节约用水仍然是长期任务。",
    "记者在东门外的水厂看到，新建的沉淀池已经投入使用，每天可以多供水三万吨，附近六个村子的居民第一次喝上了自来水。",
    "“过去挑一担水要走三里路，现在拧开龙头就有了。”七十岁的李大爷高兴地说，他家的院子里去年冬天也装上了水表。",
    "为了让农民用得起水，市里决定对新装用户免收安装费，所需资金由市财政和受益企业共同承担，预计明年五月以前全部到位。",
    "专家提醒，冬季气温低，室外管道要包好保温层，夜间可以让龙头滴水，防止冻裂。遇到停水停气，请及时拨打服务电话。",
    "下一步，有关部门将把供水情况定期向社会公布，接受群众监督，并在年底前完成全部村庄的水质检测工作。",
];

const ENGLISH: [&str; 5] = [
    "The council met on Tuesday to discuss the water supply of the eastern districts. Members agreed that the old pipes have to be replaced before the summer, when demand is at its highest.",
    "According to the engineers, the new reservoir will be finished in spring. It holds enough water for forty thousand households, and the farmers along the river will no longer have to share a single well.",
    "Not everybody is content with the plan. \"We were promised this ten years ago,\" said one of the shopkeepers near the station, who has been carrying buckets up the stairs ever since the last dry winter.",
    "The money comes from the province and from three companies that use most of the water. They have signed an agreement which obliges them to build treatment plants of their own within the next four years.",
    "A first report on the quality of the water is expected at the end of the month. Residents can read it at the town hall.",
];

/// Lines of at most `width` em; marks that cannot begin a line hang over.
fn wrap(text: &str, width: f32, indent: f32) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = indent;
    for c in text.chars() {
        if used + 1.0 > width && !"，。、；：！？”".contains(c) {
            lines.push(String::new());
            used = 0.0;
        }
        lines.last_mut().unwrap().push(c);
        used += 1.0;
    }
    lines
}

/// Lines of at most `width` characters, broken at spaces.
fn wrap_words(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().unwrap();
        if line.is_empty() {
            line.push_str(word);
        } else if line.len() + 1 + word.len() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}

/// A page and what its breaks are.
#[derive(Default)]
struct Setting {
    text: String,
    breaks: Vec<(u32, Break)>,
    line: u32,
}

impl Setting {
    fn add(&mut self, line: &str, kind: Break, blank_lines: usize) {
        self.text.push_str(line);
        self.line += 1;
        self.breaks.push((self.line, kind));
        self.text.push_str(&"\n".repeat(1 + blank_lines));
        self.line += blank_lines as u32;
    }

    /// Adds a paragraph; `within` and `after` are numbers of blank lines.
    fn paragraph(&mut self, lines: &[String], within: usize, after: usize) {
        for (at, line) in lines.iter().enumerate() {
            if at + 1 < lines.len() {
                self.add(line, Break::Soft, within);
            } else {
                self.add(line, Break::Para, after);
            }
        }
    }

    /// The number of breaks, and those that are inferred wrongly.
    fn mistakes(&self) -> (usize, Vec<String>) {
        let context = BreakContext::of(&SourceText::new(self.text.as_str()));
        let all = self.breaks.len() - 1;
        let wrong = self.breaks[..all]
            .iter()
            .filter_map(|&(line, wanted)| {
                let found = context.infer(line).expect("an inference");
                (found.kind != wanted).then(|| format!("line {line}: {found:?}"))
            })
            .collect();
        (all, wrong)
    }
}

fn assert_exact(what: &str, page: &Setting) {
    let (_, wrong) = page.mistakes();
    assert!(wrong.is_empty(), "{what}: {wrong:?}\n{}", page.text);
}

#[test]
fn pages_with_indents_are_read_exactly() {
    for width in 12..40_u8 {
        for blank in [0, 1] {
            let mut page = Setting::default();
            for text in BODY {
                let mut lines = wrap(text, width.into(), 2.0);
                lines[0].insert_str(0, "　　");
                page.paragraph(&lines, blank, blank);
            }
            assert_exact(&format!("width {width}, {blank} blank lines"), &page);
        }
    }
}

#[test]
fn pages_that_lost_their_indents_are_read_almost_exactly() {
    let (mut all, mut wrong) = (0, 0);
    // In wider columns most of these paragraphs have two lines, the first of them
    // indented, and nothing tells how wide a full line is.
    for width in 12..28_u8 {
        for blank in [0, 1] {
            let mut page = Setting::default();
            for text in BODY {
                page.paragraph(&wrap(text, width.into(), 2.0), blank, blank);
            }
            let (breaks, mistakes) = page.mistakes();
            all += breaks;
            wrong += mistakes.len();
            println!("{width} {blank} {breaks} {mistakes:?}");
        }
    }
    assert!(wrong * 50 < all, "{wrong} of {all} wrong");
}

#[test]
fn blank_lines_part_paragraphs_where_only_some_breaks_have_them() {
    for width in 12..40_u8 {
        let mut page = Setting::default();
        for (at, text) in BODY.iter().enumerate() {
            let lines = wrap(text, width.into(), 0.0);
            if at == 3 {
                // The column ends inside this paragraph.
                page.add(&lines[0], Break::Soft, 2);
                page.paragraph(&lines[1..], 0, 1);
            } else {
                page.paragraph(&lines, 0, 1);
            }
        }
        let (_, wrong) = page.mistakes();
        assert!(wrong.len() <= 1, "width {width}: {wrong:?}\n{}", page.text);
    }
}

#[test]
fn a_blank_line_after_every_line_means_nothing() {
    let mut plain = Setting::default();
    let mut spread = Setting::default();
    for text in BODY {
        let lines = wrap(text, 17.0, 2.0);
        plain.paragraph(&lines, 0, 0);
        spread.paragraph(&lines, 2, 2);
    }
    let kinds = |page: &Setting| -> Vec<_> {
        BreakContext::of(&SourceText::new(page.text.as_str()))
            .iter()
            .map(|(_, found)| found)
            .collect()
    };
    assert_eq!(kinds(&plain), kinds(&spread));
}

#[test]
fn where_every_line_is_a_paragraph_only_a_cut_line_runs_on() {
    let mut page = Setting::default();
    page.add("东门外水厂投产", Break::Para, 1);
    for (at, text) in BODY.iter().enumerate() {
        if at == 4 {
            let cut: usize = text.char_indices().nth(33).unwrap().0;
            page.add(&text[..cut], Break::Soft, 1);
            page.add(&text[cut..], Break::Para, 1);
        } else {
            page.add(text, Break::Para, 1);
        }
    }
    assert_exact("one paragraph per line", &page);
}

#[test]
fn a_change_of_column_width_does_not_disturb() {
    let mut page = Setting::default();
    for (width, texts) in [(24.0, &BODY[..4]), (14.0, &BODY[4..])] {
        for text in texts {
            let mut lines = wrap(text, width, 2.0);
            lines[0].insert_str(0, "　　");
            page.paragraph(&lines, 0, 0);
        }
    }
    assert_exact("two columns", &page);
}

#[test]
fn english_paragraphs_end_in_short_lines() {
    let (mut all, mut wrong) = (0, 0);
    for width in (40..90).step_by(7) {
        let (mut parted, mut plain) = (Setting::default(), Setting::default());
        for text in ENGLISH {
            parted.paragraph(&wrap_words(text, width), 0, 1);
            plain.paragraph(&wrap_words(text, width), 0, 0);
        }
        assert_exact(&format!("{width} characters"), &parted);
        let (breaks, mistakes) = plain.mistakes();
        all += breaks;
        wrong += mistakes.len();
    }
    // A last line that leaves no room for a word looks like any other.
    assert!(wrong * 12 < all, "{wrong} of {all} wrong");
}

/// What is inferred below the line that ends in `upper`, in the middle of a page
/// of lines 16 em wide whose indents are lost.
fn between(upper: &str, lower: &str) -> Inference {
    let filler = "供水工作关系到城乡居民的日常生活";
    let text = format!("{0}{upper}\n{lower}\n{0}", format!("{filler}\n").repeat(8));
    BreakContext::of(&SourceText::new(text)).infer(9).unwrap()
}

#[test]
fn each_sign_is_named() {
    let full = "会议部署了明年的全部供水工作任务";
    let ended = "会议部署了明年的全部供水任务了。";
    for (upper, lower, kind, reason) in [
        (full, full, Break::Soft, Reason::FullLine),
        (ended, full, Break::Soft, Reason::FullLine),
        ("全部任务。", full, Break::Para, Reason::ShortLine),
        ("他说：“好！”", full, Break::Para, Reason::ShortLine),
        (
            ended,
            "会议部署了明年的供水工作任务",
            Break::Para,
            Reason::LostIndent,
        ),
        (full, "▲ 水厂外景", Break::Para, Reason::Mark),
        (full, "　　会议要求全部完成", Break::Para, Reason::Indent),
        (ended, "二、全部完成", Break::Para, Reason::Item),
        ("全部任务", "——供水工作综述", Break::Para, Reason::Item),
        (full, "——供水工作是重点", Break::Soft, Reason::FullLine),
        (full, "，全部完成", Break::Soft, Reason::RunsOn),
        ("短句，", full, Break::Soft, Reason::RunsOn),
        (
            "印发《关于",
            "供水工作的意见》",
            Break::Soft,
            Reason::RunsOn,
        ),
        ("水厂投产", full, Break::Para, Reason::Title),
    ] {
        assert_eq!(
            between(upper, lower),
            Inference { kind, reason },
            "{upper} | {lower}"
        );
    }
}

#[test]
fn small_and_strange_pages_are_answered() {
    for text in [
        "",
        "\n",
        "甲",
        "甲\n",
        "\n甲\n\n",
        "甲\n乙",
        "a\r\nb",
        "\u{0}\n\u{0}",
        "　\n　甲\n",
    ] {
        let source = SourceText::new(text);
        let context = BreakContext::of(&source);
        let lines = (0..source.line_count())
            .filter(|&line| !source.is_blank_line(line))
            .count();
        assert_eq!(context.iter().count(), lines.saturating_sub(1), "{text:?}");
        assert_eq!(context.infer(0), None);
        assert_eq!(context.infer(u32::MAX), None);
    }
}
