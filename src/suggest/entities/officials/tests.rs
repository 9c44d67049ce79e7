//! What is found in small sentences, and what is not.

use proptest::prelude::*;

use super::*;

/// The names found in one passage.
fn names(text: &str) -> Vec<String> {
    let found = officials(&[text]).into_iter().flatten();
    found.map(|it| text[it.range].to_owned()).collect()
}

#[test]
fn a_name_stands_after_an_office() {
    for (text, name) in [
        ("嘉峪关市政协主席王毅主持召开会议。", "王毅"),
        ("县农业农村局局长祁连生说，往年各买各的苗。", "祁连生"),
        ("省人大常委会主任胡昌升在白银调研时的讲话精神", "胡昌升"),
        ("区长云 飞的回答是：先把下水道修好。", "云 飞"),
        ("区委书记洪 涛主持并讲话。", "洪 涛"),
        (
            "旗长乌力吉·巴雅尔介绍，旗里把助学列入计划。",
            "乌力吉·巴雅尔",
        ),
        (
            "盟教育局副局长额尔敦其木格说，牧区地广人稀。",
            "额尔敦其木格",
        ),
        ("州长仁青东珠在调研时说，林子守住了。", "仁青东珠"),
        ("学校校长金永年说，舞台下坐着志愿者。", "金永年"),
        ("县委副书记南宫榆在开学式上没有讲话。", "南宫榆"),
        ("国家主席习近平同法国总统马克龙会谈。", "习近平"),
    ] {
        assert_eq!(
            names(text).first().map(String::as_str),
            Some(name),
            "{text}"
        );
    }
}

#[test]
fn a_list_shares_its_office() {
    let text = "副主席贾怀仁、索南卓玛、田 野分别领衔督办重点提案。";
    assert_eq!(names(text), ["贾怀仁", "索南卓玛", "田 野"]);
    let text = "主任委员：曾繁荣\n副主任委员：李月娥　吴天来　马国祥";
    assert_eq!(names(text), ["曾繁荣", "李月娥", "吴天来", "马国祥"]);
    let text = "广元市市长荣慕白和陇南市副市长李崖、赵子云共同按下按钮。";
    assert_eq!(names(text), ["荣慕白", "李崖", "赵子云"]);
}

#[test]
fn somebody_is_made_the_holder_of_an_office() {
    let text = "任命：\n钱维桢为白银市教育局局长；\n免去：\n房 琳的白银市水务局局长职务；";
    assert_eq!(names(text), ["钱维桢", "房 琳"]);
    assert_eq!(names("会议选举李明阳为县人大常委会主任。"), ["李明阳"]);
}

#[test]
fn the_office_and_the_body_are_told() {
    let text = "1月29日，嘉峪关市政协主席王毅主持会议。";
    let found = officials(&[text]).remove(0).remove(0);
    assert_eq!(found.title.as_deref(), Some("嘉峪关市政协主席"));
    assert_eq!(&text[found.place.unwrap()], "嘉峪关市政协");
}

#[test]
fn who_holds_no_office_is_not_an_official() {
    for text in [
        "本报讯（通讯员 张子慧）天气晴好。",
        "认真学习习近平新时代中国特色社会主义思想。",
        "学习贯彻习近平文化思想，读《习近平谈治国理政》。",
        "县委书记带着机关干部下到地头。",
        "主席会议听取了汇报。",
        "武汉市长江大桥通车。",
        "指导教师黄小曼用脚跺地板。",
        "某某食品有限公司总经理王大力说，销路不愁。",
        "党支部书记带头，党员跟上。",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

#[test]
fn names_of_many_kinds_are_read() {
    for (text, name) in [
        ("村支书兴国旺上台讲了课。", "兴国旺"),
        ("县人大常委会副主任梁焕之、唐玉兰在主席台就座。", "梁焕之"),
        (
            "法国国民议会议长让-皮埃尔·勒克莱尔拒绝签署。",
            "让-皮埃尔·勒克莱尔",
        ),
        ("国际货币基金组织总裁安娜·科瓦奇发表声明。", "安娜·科瓦奇"),
        ("中国人民银行行长潘功胜说。", "潘功胜"),
        ("日本首相岸田文雄说。", "岸田文雄"),
        ("县长马海古体到火灾现场。", "马海古体"),
        ("乌兹别克斯坦总统米尔济约耶夫会见客人。", "米尔济约耶夫"),
        ("由市委副书记乌兰任组长的督查组出发。", "乌兰"),
        ("镇党委宣传委员尹秀芝说。", "尹秀芝"),
        ("乡党委书记阿布都热合曼领着干部修渠。", "阿布都热合曼"),
        ("俄罗斯总统普京应邀访华。", "普京"),
        ("县长助理吴天来介绍了情况。", "吴天来"),
        ("生产队长郭大柱敲响了钟。", "郭大柱"),
    ] {
        assert_eq!(
            names(text).first().map(String::as_str),
            Some(name),
            "{text}"
        );
    }
}

#[test]
fn a_name_stands_before_its_office() {
    for (text, name) in [
        ("陈明远副市长强调，要抓紧抢险。", "陈明远"),
        ("会后，赵立新局长接受采访。", "赵立新"),
        ("木合塔尔·吐尔逊江副专员到场祝贺。", "木合塔尔·吐尔逊江"),
        ("“马 蹄书记是个急性子。”", "马 蹄"),
        ("选举于文生为县监察委员会主任。", "于文生"),
        ("郝连有当村支书二十年，没红过脸。", "郝连有"),
        ("那时的公社书记叫佟满仓，说话嗓门大。", "佟满仓"),
        ("村支书姓郝，叫郝连有。", "郝连有"),
        ("张建业任市住房和城乡建设局局长。", "张建业"),
        ("“赵大海县长来了！”", "赵大海"),
        (
            "接受林茂才因工作变动辞去县人民政府县长职务的请求。",
            "林茂才",
        ),
        ("韩玉梅，45岁，柳林村党支部书记。", "韩玉梅"),
        ("郑国强是柳林村党支部书记。", "郑国强"),
        ("身为镇长的李梅芳一夜没合眼。", "李梅芳"),
        ("县长一职由周成林接任。", "周成林"),
        ("周成林（时任县长）回忆说。", "周成林"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    for text in [
        "教育局长带队，公安局长、水务局长参加。",
        "百名局长进校园，万名书记讲党课。",
        "他想当县长，谁当书记还没定。",
        "书记叫来司机，县长叫停了项目。",
        "县长是个爱较真的人。",
        "领导市政协委员王建议先修路。",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

#[test]
fn a_name_may_be_an_ordinary_word() {
    for (text, name) in [
        ("县交通运输局局长从容说，路修好了。", "从容"),
        ("区政协主席和谐主持会议。", "和谐"),
        ("区应急管理局局长高度高度紧张。", "高度"),
        ("延安市政协副主席黄河应邀出席。", "黄河"),
        ("县侨务局局长饶平带路。", "饶平"),
        ("任命党小龙为区人民法院副院长。", "党小龙"),
        ("冷静为县监察委员会主任。", "冷静"),
        ("海 洋的区财政局局长职务；", "海 洋"),
        ("5月9日，刘建国副市长到县里。", "刘建国"),
        ("程前进　县审计局局长", "程前进"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    let text = "副主席石磊、安全、鞠萍（女）和秘书长万年青在主席台就座。";
    assert_eq!(names(text), ["石磊", "安全", "鞠萍", "万年青"]);
    let text = "李和平、鞠长江、邸胜利等市领导前往医院看望。";
    assert_eq!(names(text), ["李和平", "鞠长江", "邸胜利"]);
}

#[test]
fn what_is_done_by_officials_is_no_name_of_theirs() {
    for text in [
        "市委主要领导高度重视，亲自部署。",
        "分管领导连续三天蹲点。",
        "局长全面介绍了情况。",
        "县长和蔼地说，不急。",
        "书记谈乡村振兴。",
        "组织部干部任前公示公告",
        "推荐为市审计局局长人选。",
        "联合国秘书长吁停火",
        "院长开庭审理案件。",
        "总统府发表声明，总统选举在即。",
        "书记员宣读法庭纪律。",
    ] {
        assert!(names(text).is_empty(), "{text}: {:?}", names(text));
    }
}

#[test]
fn names_of_many_languages_end_where_they_end() {
    for (text, name) in [
        ("苏木达宝音德力格尔、苏木书记赵刚到场。", "宝音德力格尔"),
        ("卫健局书记华锐才让、局长赵刚进了沟。", "华锐才让"),
        ("县委书记丁真罗布索性把会开到帐篷里。", "丁真罗布"),
        ("社区党支部书记莫色伍果管着十一栋楼。", "莫色伍果"),
        ("公社书记富察成林把铺盖搬上工地。", "富察成林"),
        ("俄罗斯总统普京应约同客人通电话。", "普京"),
        ("古巴国家主席迪亚斯-卡内尔会见客人。", "迪亚斯-卡内尔"),
        ("总统府发言人西珀·恩德洛武否认。", "西珀·恩德洛武"),
    ] {
        assert_eq!(
            names(text).first().map(String::as_str),
            Some(name),
            "{text}"
        );
    }
}

#[test]
fn another_one_of_that_name_is_not_the_official() {
    let page = [
        "区长王建国说，先修路。",
        "渔民王建国捞起一枚炮弹。",
        "王建国到场。",
    ];
    let counts: Vec<usize> = officials(&page).iter().map(Vec::len).collect();
    assert_eq!(counts, [1, 0, 1]);
    let page = ["县委书记严肃说，要快。", "严肃的话题，严肃讲得轻松。"];
    let found = officials(&page).remove(1);
    assert_eq!(found.len(), 1);
    assert!(found[0].range.start > 0);
}

#[test]
fn those_who_hold_no_office_are_told_apart() {
    let text = "犯罪嫌疑人朱广灵、浑大源落网，民警李平鲁跑了三县。记者兰州报道。";
    let others = people(&[text], &[Passage::new(text)]).others.remove(0);
    let names: Vec<&str> = others.iter().map(|it| &text[it.range.clone()]).collect();
    assert_eq!(names, ["朱广灵", "浑大源", "李平鲁"]);
}

#[test]
fn a_name_is_found_again_on_the_page_unless_it_is_a_reporters() {
    let page = [
        "市交通局副局长陆竹溪说，开头有人担心。",
        "对此，陆竹溪的回答是：先跑稳。",
        "（记者 陆竹溪）",
    ];
    let counts: Vec<usize> = officials(&page).iter().map(Vec::len).collect();
    assert_eq!(counts, [1, 1, 0]);
}

proptest! {
    #[test]
    fn whatever_is_read_ranges_hold(text in "[市县委书记主席长、，。（）·“” \n王李毅说在a1]{0,60}") {
        let found = officials(&[&text, &text]);
        prop_assert_eq!(found.len(), 2);
        for found in found {
            let mut end = 0;
            for one in found {
                prop_assert!(text.get(one.range.clone()).is_some_and(|it| !it.is_empty()));
                prop_assert!(one.range.start >= end && (0.0..=1.0).contains(&one.score));
                prop_assert!(one.place.is_none_or(|it| text.get(it).is_some()));
                end = one.range.end;
            }
        }
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}", other in any::<String>()) {
        prop_assert_eq!(officials(&[&text, &other]).len(), 2);
    }
}
