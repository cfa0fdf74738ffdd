"""THE match key: one function, used when compiling and when asking."""

import re
from collections.abc import Callable

from translit.writing.arabic_letters import ARABIC_SIGNS
from translit.writing.ascii_letters import CHOSEN, UNIDECODE
from translit.writing.language_facts import language_facts
from translit.writing.repair import REPAIRS
from translit.writing.scripts import script_of, unmix
from translit.writing.text import fold, is_words
from translit.writing.transcribe import transcribe

# written inside a word, or left by a soft sign: O'Higgins, Kazan'
_JOINED = re.compile("['’ʹʺ″\"]+")
_SEPARATOR = re.compile(r"[\W_]+")
_ARABIC = re.compile("[\u0621-\u065f\u0670]")
_SINGLE_LETTERS = re.compile(r"[^\W\d_]( [^\W\d_])+")


_ARABIC_INNER_ALIF = re.compile(r"(?<=\w)ا")
_ARABIC_KEY = str.maketrans({**dict.fromkeys("اأإآٱ", "a"), "ى": "ي", "ة": "ه", "ۀ": "ه"})
_ARABIC_WORD_OF_GOD = re.compile("هللا(?= |$)")  # the ligature of الله, as some PDF files give it


def _plain_arabic(text: str) -> str:
    """Return folded *text* without vowel signs, the two forms of a last y as one, and alif and the
    last h of women's names as letters: حسن is not حسان, فريد not فريدة.
    """
    plain = _ARABIC_WORD_OF_GOD.sub("الله", ARABIC_SIGNS.sub("", text))
    return _ARABIC_INNER_ALIF.sub("aa", plain).translate(_ARABIC_KEY)


def latinize(text: str) -> str:
    """Write folded *text* in lower-case Latin letters.

    >>> latinize("олексій резніков"), latinize("على") == latinize("عَلِي")
    ('oleksii reznikov', True)
    """
    if text.isascii():
        return text
    if _ARABIC.search(text):
        text = _plain_arabic(text)
    latin = transcribe(text).lower().replace("`", "'").strip()
    return latin or text  # signs and emoji have no Latin letters


def strip_marks(text: str) -> str:
    """Keep letters and digits, single spaces between them; of marks alone the first stays.

    >>> strip_marks("o'higgins, jong-un"), strip_marks("u.s.a."), strip_marks("???")
    ('ohiggins jong un', 'usa', '?')
    """
    bare = text if text.isascii() and is_words(text) else _SEPARATOR.sub(" ", _JOINED.sub("", text)).strip()
    if _SINGLE_LETTERS.fullmatch(bare):  # an acronym with points
        return bare.replace(" ", "")
    return bare or text[:1]


# The way from a text to its key, in order. Match.steps records the ones that changed something, by
# these names.
REWRITES: tuple[tuple[str, Callable[[str], str]], ...] = (
    *REPAIRS,
    ("unmix look-alike letters", unmix),
    ("fold", fold),
    ("romanize" if CHOSEN == UNIDECODE else f"romanize by {CHOSEN}", latinize),
    ("strip marks", strip_marks),
)


def key(text: str) -> str:
    """Return the form in which all writings of one spelling are the same text.

    >>> key("  O’Higgins,  JOSÉ "), key("Резніков"), key("REZNIKOV")
    ('ohiggins jose', 'reznikov', 'reznikov')

    Idempotent; empty only for a text that shows nothing. Knows no language and no table.
    """
    if text.isascii() and text.isalpha() and text.islower():
        return text  # its own key
    for _, rewrite in REWRITES:
        text = rewrite(text)
    return text


def tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of *text*'s key, in order."""
    return tuple(key(text).split())


def han_characters(text: str) -> str:
    """Return the characters of a name that is written in Chinese ones alone, old forms simplified.

    >>> han_characters("習近平") == han_characters("习近平")
    True
    >>> han_characters("王薇") == han_characters("王伟")
    False

    Empty for any other text. Names that are read alike have one `key`, and may be two.
    """
    characters = "".join(fold(text).split())
    if not characters or any(script_of(char) != "Hani" for char in characters):
        return ""
    return characters.translate(language_facts().han_variants)


def are_homophones(a: str, b: str) -> bool:
    """Whether both texts are in Chinese characters, and in different ones: 王薇, 王伟."""
    if a.isascii() or b.isascii():
        return False
    of_a, of_b = han_characters(a), han_characters(b)
    return bool(of_a and of_b) and of_a != of_b
