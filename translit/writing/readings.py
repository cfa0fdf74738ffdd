"""How a text is read where its letters do not say it: Chinese, kanji, Thai, and Korean names.

A reader gives text that a scheme's letters can spell, lower-case syllables divided by `BORDER`;
what it cannot read stays as it is. The libraries are extras, imported only here and only when a
text needs them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from threading import Lock

from unidecode import unidecode

# ‧ between the syllables of one word; each scheme writes it as a hyphen, an apostrophe, nothing
BORDER = "\N{HYPHENATION POINT}"
_HAN = r"[\u3005\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _table(entries: str) -> dict[str, str]:
    return dict(entry.split(":") for entry in entries.split())


# Chinese. Family names whose reading as a name is another one than in words (现代汉语词典, entries marked
# 姓); ü for Unidecode, too.
_FAMILY_READINGS = _table(
    "单:shan 單:shan 曾:zeng 解:xie 仇:qiu 查:zha 翟:zhai 任:ren 区:ou 區:ou 朴:piao 乐:yue 樂:yue 缪:miao 繆:miao 种:chong 覃:qin "
    "洗:xian 冼:xian 句:gou 员:yun 員:yun 隗:wei 秘:bi 黑:he 盛:sheng 宁:ning 寧:ning 召:shao 繁:po 佴:nai 逄:pang 晟:cheng 祭:zhai "
    "折:she 郗:xi 莘:shen 牟:mou 那:na 葛:ge 吕:lü 呂:lü 闾:lü 閭:lü 贾:jia 賈:jia 俞:yu 沈:shen 尹:yin 燕:yan 费:fei 費:fei 卜:bu "
    "石:shi 车:che 車:che 曲:qu 长:chang 於:yu 柏:bai 尉:wei 盖:gai 蓋:gai 谌:chen 諶:chen 粘:nian 臧:zang 都:du 鲍:bao 薛:xue 肖:xiao"
)
_DOUBLE_FAMILIES = _table(
    "欧阳:ou‧yang 歐陽:ou‧yang 司马:si‧ma 司馬:si‧ma 诸葛:zhu‧ge 諸葛:zhu‧ge 上官:shang‧guan 司徒:si‧tu 司空:si‧kong 东方:dong‧fang "
    "東方:dong‧fang 夏侯:xia‧hou 皇甫:huang‧fu 尉迟:yu‧chi 尉遲:yu‧chi 公孙:gong‧sun 公孫:gong‧sun 慕容:mu‧rong 令狐:ling‧hu "
    "宇文:yu‧wen 长孙:zhang‧sun 長孫:zhang‧sun 呼延:hu‧yan 独孤:du‧gu 獨孤:du‧gu 南宫:nan‧gong 南宮:nan‧gong 端木:duan‧mu "
    "轩辕:xuan‧yuan 軒轅:xuan‧yuan 单于:chan‧yu 單于:chan‧yu 万俟:mo‧qi 萬俟:mo‧qi 澹台:tan‧tai 澹臺:tan‧tai 西门:xi‧men 西門:xi‧men "
    "申屠:shen‧tu 太史:tai‧shi 淳于:chun‧yu 钟离:zhong‧li 鍾離:zhong‧li 赫连:he‧lian 赫連:he‧lian 拓跋:tuo‧ba 完颜:wan‧yan 完顏:wan‧yan "
    "闻人:wen‧ren 聞人:wen‧ren 东郭:dong‧guo 東郭:dong‧guo 百里:bai‧li 公羊:gong‧yang 濮阳:pu‧yang 濮陽:pu‧yang 闾丘:lü‧qiu 閭丘:lü‧qiu"
)
# The common family names (Ministry of Public Security, 2007, and their traditional forms), without
# rare ones that begin many words.
_FAMILIES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾鐘汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱丘秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易"
    "常武乔喬贺賀赖賴龚龔文庞龐樊兰蘭殷施陶洪翟安颜顏倪严嚴牛温溫芦季俞章鲁魯葛伍韦韋申尤毕畢聂聶丛焦向柳邢路岳齐齊梅莫庄莊辛管祝左涂谷"
    "祁时時舒耿牟卜詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强柴华華车車"
    "冉房边邊辜吉饶饒刁瞿戚古池米滕晋苑邬鄔臧畅宫宮来来苟全褚廉简簡娄婁盖蓋符奚木穆党燕郎邸冀谈談姬屠连連郜晏栾欒郁商蒙计計喻揭窦竇迟宇敖"
    "糜鄢冷卓花仇艾蓝藍都巩鞏稽井练練仲乐樂虞卞封竺冼原官衣楚佟栗匡宗应應台巫鞠僧桑荆谌諶银扬明沙薄伏岑习習胥保和朴缪繆种区區佘晁尚"
)
# Places that begin like a family name and are read as one word.
_PLACES = _words(
    "江苏 江蘇 江西 安徽 甘肃 甘肅 宁夏 寧夏 宁波 寧波 武汉 武漢 成都 高雄 金门 金門 金华 金華 包头 包頭 石家庄 石家莊 唐山 黄山 黃山 黄石 黃石 黄冈 "
    "安阳 安陽 安庆 安慶 连云港 連雲港 马鞍山 馬鞍山 岳阳 岳陽 常德 邵阳 邵陽 江门 江門 曲靖 文山 阳江 陽江 梅县 龙岩 龍岩 景德镇 景德鎮 吉林 吉安 "
    "华盛顿 華盛頓 莫斯科 柏林 罗马 羅馬 韩国 韓國 古巴 文莱 汶萊 马里 馬里 马德里 馬德里 马耳他 馬爾他 马拉维 馬拉威 马尔代夫 安哥拉 安道尔 安道爾 "
    "汤加 湯加 沙特 金边 金邊 万象 萬象 车臣 車臣 卢旺达 盧安達 卢森堡 盧森堡 苏丹 蘇丹 苏联 蘇聯 罗马尼亚 羅馬尼亞 毛里求斯 毛里塔尼亚 荆门 洪都拉斯 "
    "乔治亚 喬治亞 温哥华 溫哥華 汉城 米兰 米蘭 华沙 華沙 肯尼亚 关岛 關島 贺兰山 康定 丁青 白宫 白宮 白俄罗斯 白俄羅斯 安卡拉"
)
_PLACE_END = re.compile("[州省市县縣]$")
_HAN_RUN = re.compile(f"{_HAN}+")
_FAMILY_BEFORE = re.compile(f"(?:^|[^\\w·])({_HAN}{{1,2}})\\s+$")
_NAME_DOT = re.compile(f"(?<={_HAN})[·‧・•](?={_HAN})")  # between the parts of a foreign name


def pinyin(text: str) -> str:
    """Read Chinese in *text* as Mandarin: a family name apart from the given name, syllables
    divided.

    >>> pinyin("习近平"), pinyin("司马迁"), pinyin("單田芳")
    ('xi jin‧ping', 'si‧ma qian', 'shan tian‧fang')

    Characters with several readings by pypinyin (extra `zh`); without it by Unidecode, which knows
    one reading for each and no ü. A name is two or three characters that begin with a common family
    name, or up to four with a double one (复姓); a foreign name that begins so is taken for one, too.
    No tones. GB/T 16159-2012, 6.2.1; GB/T 28039-2011.
    """
    return _read_han(text, _syllables, is_person=True)


def unaided(reader: str, text: str, *, is_person: bool) -> str | None:
    """Return what *reader* makes of *text* with no extra, whatever is installed; None where nothing
    but a person has such a name.

    >>> unaided("pinyin", "武汉", is_person=False), unaided("korean-name", "이란", is_person=False)
    ('wu‧han', None)

    What a table is compiled to may not depend on the machine: `Schemes.keys` reads by this.
    """
    if reader == "pinyin":
        return _read_han(text, _plain_syllables, is_person=is_person)
    if reader == "korean-name":
        return korean_name(text) if is_person else None
    return text


def _read_han(text: str, syllables: Callable[[str], list[str]], *, is_person: bool) -> str:
    text = _NAME_DOT.sub("·", unicodedata.normalize("NFC", text))

    def read(found: re.Match[str]) -> str:
        run, before, after = found.group(), text[: found.start()], text[found.end() :]
        is_foreign = before.endswith("·") or after.startswith("·")
        family = _FAMILY_BEFORE.search(before)
        is_given = family is not None and _family_length(family[1]) == len(family[1])
        if not is_person or is_foreign or is_given or _is_place(run):
            return BORDER.join(syllables(run))
        size = _family_length(run)
        given = BORDER.join(syllables(run[size:]))
        return f"{_family(run[:size], syllables)} {given}".strip() if size else given

    return _HAN_RUN.sub(read, re.sub(f"(?<={_HAN})·(?={_HAN})", "· ", text)).replace("· ", " ")


def _family_length(run: str) -> int:
    if run[:2] in _DOUBLE_FAMILIES and len(run) <= 4:
        return 2
    return 1 if len(run) <= 3 and (run[0] in _FAMILIES or run[0] in _FAMILY_READINGS) else 0


def _family(name: str, syllables: Callable[[str], list[str]]) -> str:
    return _DOUBLE_FAMILIES.get(name) or _FAMILY_READINGS.get(name) or BORDER.join(syllables(name))


def _is_place(run: str) -> bool:
    return run in _PLACES or (len(run) > 1 and _PLACE_END.search(run) is not None)


def _syllables(run: str) -> list[str]:
    try:
        from pypinyin import lazy_pinyin
    except ImportError:
        return _plain_syllables(run)
    found = [read if read.islower() else _plain_syllables(read) for read in lazy_pinyin(run, v_to_u=True)]
    return [syllable for read in found for syllable in ([read] if isinstance(read, str) else read)]


def _plain_syllables(run: str) -> list[str]:
    return [_BETTER.get(char) or _plain_syllable(char) for char in run]


def _plain_syllable(char: str) -> str:
    latin = unidecode(char, errors="preserve").strip().lower()
    return latin if latin.isalpha() else char


# Where Unidecode takes a simplified character for an older one (汉 yi, 广 yan), reads a rare word, or
# loses ü.
_BETTER = _table(
    "汉:han 广:guang 万:wan 叶:ye 葉:ye 宁:ning 寧:ning 朴:pu 柏:bai 沈:shen 洁:jie 离:li 种:zhong 惊:jing 亏:kui 坏:huai 价:jia 乾:qian 卡:ka "
    "娜:na 术:shu 薛:xue 适:shi 赐:ci 賜:ci 携:xie 攜:xie 劲:jin 蚕:can 触:chu 冒:mao 厂:chang 猎:lie 胶:jiao 茧:jian 械:xie 硅:gui 蜡:la 埔:pu "
    "喀:ka 噶:ga 熟:shu 柜:gui 血:xue 癌:ai 曳:ye 掖:ye 燾:tao 粘:nian 骤:zhou 驟:zhou 〇:ling 女:nü 绿:lü 綠:lü 律:lü 旅:lü 侣:lü 侶:lü 吕:lü 呂:lü "
    "闾:lü 閭:lü 履:lü 虑:lü 慮:lü 缕:lü 縷:lü 略:lüe 掠:lüe 虐:nüe"
)

# Japanese
_KANJI = re.compile(f"{_HAN}")
_JAPANESE_RUN = re.compile(f"(?:{_HAN}|[\u3040-\u309f\u30a1-\u30fa\u30fc-\u30ff])+")
_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SAME_KANJI = str.maketrans("髙﨑濵德", "高崎浜徳")  # family registers keep them, dictionaries do not


def kana(text: str) -> str:
    """Read the kanji in *text* as hiragana, words apart; kana stays as it is.

    >>> kana("とうきょう")
    'とうきょう'

    安倍晋三 becomes あべ しんぞう. Needs SudachiPy with sudachidict-core (extra `ja`) as soon as a text holds
    kanji. A name's reading is its bearer's choice: of 50 politicians' names 46 are read right
    (fugashi with unidic-lite 44, pykakasi 42, janome 38). Raises ImportError without the extra.
    """
    return _JAPANESE_RUN.sub(lambda found: _kana_words(found.group()), unicodedata.normalize("NFC", text))


def _kana_words(run: str) -> str:
    return " ".join(_read_kanji()(run.translate(_SAME_KANJI))) if _KANJI.search(run) else run


@cache
def _read_kanji() -> Callable[[str], list[str]]:
    try:
        from sudachipy import Dictionary, SplitMode

        tokenizer = Dictionary(dict="core").tokenizer(SplitMode.C)
    except ImportError:
        raise _missing("kana", "SudachiPy", "ja") from None

    lock = Lock()  # a tokenizer refuses a second thread

    def read(run: str) -> list[str]:
        found = []
        with lock:
            for token in tokenizer.tokenize(run):
                # a full name that the dictionary holds (徳川家康) is split once more, into family and
                # given name
                parts = list(token.split(SplitMode.A)) if _is_full_name(token.part_of_speech()) else []
                found += [_hiragana(part.surface(), part.reading_form()) for part in parts or [token]]
        return found

    return read


def _is_full_name(part_of_speech: tuple[str, ...]) -> bool:
    return part_of_speech[2:4] == ("人名", "一般")


def _hiragana(surface: str, reading: str) -> str:
    return reading.translate(_TO_HIRAGANA) if _KANJI.search(surface) else surface


# Thai
_THAI_RUN = re.compile("[\u0e01-\u0e4e]+")
# thairom spells for English readers; by syllable into the letters of the Royal Thai General System.
_ROYAL = (
    (re.compile("er(?=$|[kmnpt])"), "oe"),
    (re.compile("ew$"), "eo"),
    (re.compile("iu$"), "io"),
    (re.compile("aa"), "a"),
    (re.compile("ee"), "i"),
    (re.compile("oo"), "u"),
    (re.compile("aw"), "o"),
    (re.compile("j"), "ch"),
    (re.compile("dt"), "t"),
    (re.compile("bp"), "p"),
    (re.compile("(?<!n)g"), "k"),
)


def thai(text: str) -> str:
    """Read the Thai in *text* as syllables in the letters of the Royal Thai General System (1999).

    ประยุทธ์ becomes pra‧yut. By thairom (extra `th`): of 39 names and places 25 are read right
    (thaiphon 21, PyThaiNLP's royin 10); what fails are learned words whose unwritten vowels only a
    dictionary knows. Raises ImportError without the extra.
    """
    return _THAI_RUN.sub(lambda found: _royal(_read_thai()(found.group())), text)


@cache
def _read_thai() -> Callable[[str], str]:
    try:
        from thairom import romanize
    except ImportError:
        raise _missing("thai", "thairom", "th") from None
    lock = Lock()  # its tagger gives one thread the answer of another

    def read(word: str) -> str:
        with lock:
            return str(romanize(word))

    return read


def _royal(read: str) -> str:
    syllables = read.replace("-", " ").split()
    for pattern, letters in _ROYAL:
        syllables = [pattern.sub(letters, syllable) for syllable in syllables]
    return BORDER.join(syllables)


# Korean. Family names of two syllables, and of one: the census of 2015, and the northern spellings
# with ㄹ.
KOREAN_DOUBLE = _words("남궁 황보 제갈 사공 선우 서문 독고 동방")
KOREAN_FAMILIES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민나진지엄채원천방공현함변염여추도소석선설마길연위표명기"
    "반라왕금옥육인맹제모탁국은편용어예경봉사부가복태목형피두감음빈동온호범좌팽승간상시갈단리림로량렴려"
)
_HANGUL_WORDS = re.compile("[가-힣]+(?: [가-힣]+)*")


def korean_name(text: str) -> str:
    """Divide a Korean name in Hangul into family and given name, and the given name into its
    syllables.

    >>> korean_name("김정은"), korean_name("남궁민수"), korean_name("한 복남"), korean_name("서울특별시")
    ('김 정‧은', '남궁 민‧수', '한 복‧남', '서울특별시')

    A name is two to four syllables that begin with a family name, or a family name, a space and a
    given name. What is no name stays. Revised Romanization of Korean (2000), chapter 3, clause 4:
    no sound change within the given name is written.
    """
    return _HANGUL_WORDS.sub(lambda found: _korean_name(found.group()), unicodedata.normalize("NFC", text))


def _korean_name(words: str) -> str:
    family, _, given = words.partition(" ")
    if not given:
        size = _korean_family_length(words)
        family, given = words[:size], words[size:]
    is_name = (
        (family in KOREAN_FAMILIES or family in KOREAN_DOUBLE) and 1 <= len(given) <= 3 and " " not in given
    )
    return f"{family} {BORDER.join(given)}" if is_name else words


def _korean_family_length(word: str) -> int:
    return 2 if word[:2] in KOREAN_DOUBLE and len(word) in (3, 4) else int(2 <= len(word) <= 4)


def _missing(reader: str, package: str, extra: str) -> ImportError:
    return ImportError(
        f"translit.writing.readings.{reader} needs {package}: pip install 'translit-names[{extra}]'"
    )


READERS: Mapping[str, Callable[[str], str]] = {
    "pinyin": pinyin,
    "kana": kana,
    "thai": thai,
    "korean-name": korean_name,
}
