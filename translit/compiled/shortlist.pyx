# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The inner loop of `translit.resolve.shortlist`, which says what it does and has it in numpy and rapidfuzz: the same numbers, bit by bit."""
from libc.stdlib cimport calloc, free

from rapidfuzz.distance import OSA

cdef extern from "Python.h":
    bint PyUnicode_IS_COMPACT_ASCII(object text)
    const unsigned char *PyUnicode_1BYTE_DATA(object text)
    Py_ssize_t PyUnicode_GET_LENGTH(object text)

ctypedef unsigned long long Bits

cdef enum:
    LONGEST = 64  # letters of a word, one bit each


cdef struct Pattern:
    Bits[128] has  # by ASCII letter, the places where the word has it
    Py_ssize_t length
    bint is_plain  # ASCII letters only, and not too many


cdef void _learn(Pattern *pattern, object word):
    cdef const unsigned char *letters
    cdef Py_ssize_t at
    pattern.length = PyUnicode_GET_LENGTH(word)
    pattern.is_plain = PyUnicode_IS_COMPACT_ASCII(word) and 0 < pattern.length <= LONGEST
    if pattern.is_plain:
        letters = PyUnicode_1BYTE_DATA(word)
        for at in range(pattern.length):
            pattern.has[letters[at]] |= <Bits>1 << at


cdef Py_ssize_t _distance(const Pattern *pattern, const unsigned char *letters, Py_ssize_t count) noexcept nogil:
    """Return the optimal string alignment distance: Hyyrö, A bit-vector algorithm for computing Levenshtein and Damerau edit distances (2003)."""
    cdef Bits vertical_more = ~<Bits>0, vertical_less = 0, diagonal = 0, before = 0, here, more, less
    cdef Bits last = <Bits>1 << (pattern.length - 1)
    cdef Py_ssize_t distance = pattern.length, at
    for at in range(count):
        here = pattern.has[letters[at]]
        diagonal = (((~diagonal & here) << 1) & before) | (((here & vertical_more) + vertical_more) ^ vertical_more) | here | vertical_less
        more = vertical_less | ~(diagonal | vertical_more)
        less = diagonal & vertical_more
        distance += (more & last) != 0
        distance -= (less & last) != 0
        more = more << 1 | 1
        less <<= 1
        vertical_more = less | ~(diagonal | more)
        vertical_less = more & diagonal
        before = here
    return distance


cdef double _similarity(const Pattern *pattern, object word, object token) except -1:
    """Return 1 less the distance over the letters of the longer text."""
    cdef Py_ssize_t count = PyUnicode_GET_LENGTH(token), distance
    cdef Py_ssize_t longer = max(count, pattern.length)
    if not longer:
        return 1.0
    if pattern.is_plain and PyUnicode_IS_COMPACT_ASCII(token):
        distance = _distance(pattern, PyUnicode_1BYTE_DATA(token), count)
    else:
        distance = OSA.distance(word, token)
    return 1.0 - <double>distance / <double>longer


def quick_features(list words, list names, list known):
    """Return three lists as `glance.seen` does; *known*: for each word the tokens that a table knows to be the same, or None."""
    cdef Py_ssize_t count = len(words), number, at
    cdef Pattern *patterns = <Pattern *>calloc(count + 1, sizeof(Pattern))
    cdef double *best = <double *>calloc(count + 1, sizeof(double))
    cdef Pattern *glued = patterns + count
    cdef double of_name, likest, like, found, letters
    cdef double all_letters = 0
    cdef list of_words = [], of_names = [], of_glued = []
    if patterns == NULL or best == NULL:
        free(patterns)
        free(best)
        raise MemoryError
    try:
        for at in range(count):
            _learn(&patterns[at], words[at])
            all_letters += patterns[at].length
        whole = "".join(words)
        _learn(glued, whole)
        for name in names:
            for at in range(count):
                best[at] = 0
            of_name = letters = 0
            for token in name:
                likest = 0
                for at in range(count):
                    word = words[at]
                    if patterns[at].length == 1:
                        like = PyUnicode_GET_LENGTH(token) > 0 and token[0] == word
                    elif known[at] is not None and token in known[at]:
                        like = 1
                    else:
                        like = _similarity(&patterns[at], word, token)
                    best[at] = max(best[at], like)
                    likest = max(likest, like)
                number = PyUnicode_GET_LENGTH(token)
                of_name += likest * number
                letters += number
            found = 0
            for at in range(count):
                found += best[at] * patterns[at].length
            of_words.append(found / all_letters)
            of_names.append(of_name / letters if letters else 0.0)
            of_glued.append(_similarity(glued, whole, "".join(name)))
        return of_words, of_names, of_glued
    finally:
        free(patterns)
        free(best)
