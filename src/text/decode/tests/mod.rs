//! Claims about decoding and detection, and the texts that they are made with.

mod found;
mod laws;
mod refused;

use super::*;

/// Sentences of the kind newspapers print, simplified.
const SIMPLIFIED: &[&str] = &[
    "本报讯 昨日上午，全市春耕备耕工作会议在市政府礼堂召开，副市长出席并讲话。",
    "记者从交通部门获悉，新建的跨江大桥将于下月通车，届时两岸往来只需十分钟。",
    "夏粮收购进展顺利，各地粮站延长营业时间，方便农民交售余粮",
    "五月三日，三十二名运动员从这里出发，参加在南方举行的马拉松比赛。",
    "图为工人们正在检修设备。\n（通讯员 李某某 摄）\n责任编辑：王某某",
];

/// The same, traditional.
const TRADITIONAL: &[&str] = &[
    "【本報訊】昨日上午，市政府召開記者會，說明颱風過後的復原工作與補助辦法。",
    "記者從交通部門獲悉，新建的跨海大橋將於下月通車，屆時兩岸往來只需十分鐘。",
    "立法院昨天三讀通過預算案，總額較去年增加百分之三，在野黨表示遺憾",
    "本屆圖書展覽會於週六開幕，共有二十個國家的出版社參展，盛況空前。",
    "農曆新年將至，各地車站湧現返鄉人潮，鐵路局加開列車疏運旅客。",
];

/// The bytes of a text in an encoding that can hold it.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    if encoding == Encoding::UTF_16LE {
        return text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    }
    if encoding == Encoding::UTF_16BE {
        return text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    }
    let (bytes, _, lost) = encoding.standard().encode(text);
    assert!(!lost, "{encoding} cannot hold {text:?}");
    bytes.into_owned()
}

fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    decode(
        bytes,
        &DecodeOptions {
            encoding: Some(encoding),
            malformed: Malformed::Refuse,
        },
    )
}

fn decode_unnamed(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode(bytes, &DecodeOptions::default())
}

fn replacing(bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, DecodeError> {
    decode(
        bytes,
        &DecodeOptions {
            encoding,
            malformed: Malformed::Replace,
        },
    )
}

/// Asserts that `text` in `encoding` is found and read back without being named.
fn found(text: &str, encoding: Encoding) {
    let bytes = encode(text, encoding);
    let decoded = decode_unnamed(&bytes).unwrap_or_else(|e| panic!("{encoding} {text:?}: {e}"));
    assert_eq!(decoded.encoding, encoding, "{text:?}");
    assert_eq!(decoded.text, text);
    assert_eq!(decoded.replaced, 0);
    assert!(!decoded.had_bom);
}
