//! Names that write sounds: Tibetan, Mongolian, Uyghur, Kazakh and foreign ones.

/// Characters that write the sounds of names.
const SOUNDS: &str = "\
阿不都卜杜买买提吐尔逊艾力尼瓦孜肉依拉木江玉素甫居马洪古丽热汗克库万亚森迪\
扎西多杰次仁顿珠旦增达瓦玛央金姆嘎白巴桑吉才让索南卓仓尕藏加措洛丹旺贡嘉仁青东周华贝考\
额敦其格乌力图布和朝鲁孟苏斯琴呼勒特日根娜高娃哈塔雅满都那顺毕勒宝音德力青包\
普京朗马龙拜登默茨伊什卢卡申科罗佐夫里奥莫迪安维恩托米泽连洪森莱本内塔胡利比尔纳萨法塞勒冯夏伦弗威廉詹姆约翰\
埃耶济戴邓捷戈赫韦魏佩蓬潘乔凯坎莉菲费芬伯博波茨泰瑟歇锡詹葛缪穆廷奈霍豪亨芭蒂黛狄娅琼丝茜杰蒙\
若恰切兹雷哥秋确拥措珍登呷惹且\
合曼赛帕尤吾努铁麦益培堆边基舒沃谢皮迈鲍";

/// What it costs to read characters as the sounds of a name, if they can be such.
pub(super) fn cost(name: &[char]) -> Option<f64> {
    if !(2..=super::LONGEST).contains(&name.len()) {
        return None;
    }
    let of = |c: &char| if SOUNDS.contains(*c) { 5.2 } else { 10.5 };
    let strange = name.iter().filter(|c| !SOUNDS.contains(**c)).count();
    let start = if name.len() == 2 { 8.0 } else { 5.5 };
    (strange <= 1).then(|| start + name.iter().map(of).sum::<f64>())
}

/// What it costs to read characters as one part of a name whose parts are parted by dots.
pub(super) fn part_cost(part: &[char]) -> f64 {
    let of = |c: &char| if SOUNDS.contains(*c) { 5.0 } else { 8.5 };
    part.iter().map(of).sum()
}
