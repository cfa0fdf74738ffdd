# cython: boundscheck=False, wraparound=False
"""The inner loops of `translit.writing.spelling_table` and `spelling`, which run as they stand here
and compiled.

The types that make it fast in C are in `spelling.pxd`.
"""

from array import array
from math import inf

MAX_CHUNK = 4  # Latin letters that one source letter may stand for
BASE = 27  # a-z and nothing
FAR = 1 << 28  # a price that nothing costs


def cheapest(tokens, prices, letters, parents, ends, numbers, unknown):  # type: ignore[no-untyped-def]
    """Return, for each of several native tokens, the price of the cheapest way to write it as each
    of *tokens*, in their order.

    The native tokens are a tree of letters, since case forms begin alike: row r, counted from 1,
    has the letter number `letters[r - 1]` and stands behind row `parents[r - 1]`, 0 for the
    beginning; `ends` are the rows of the last letters. *prices*: of each letter and chunk of Latin
    letters, one letter's behind another's; *numbers*: the number of a chunk there by its letters in
    base 27, -1 where it was never learned and has the price of its length, from number *unknown*
    on. *tokens*: letters a-z; sorted ones cost less, as a beginning that two of them share is
    priced once. A Viterbi search: `best` holds the price of each beginning of a native token as
    each beginning of the Latin one.
    """
    max_chunk, base, far = MAX_CHUNK, BASE, FAR  # numbers of C, which names of a module are not
    width = unknown + max_chunk + 1
    rows = len(parents) + 1
    longest = 0
    for token in tokens:
        longest = max(longest, len(token))
    best = array("i", [far]) * (rows * (longest + 1))
    chunks = array("i", [0]) * (MAX_CHUNK + 1)  # those that end at a letter, by their length
    empty = numbers[0] if numbers[0] >= 0 else unknown
    best[0] = 0
    for row in range(1, rows):
        best[row] = best[parents[row - 1]] + prices[letters[row - 1] * width + empty]
    found: list[list[int]] = [[] for _ in range(len(ends))]
    before = ""
    for token in tokens:
        count = len(token)
        end = 0
        while end < count and end < len(before) and token[end] == before[end]:
            end += 1
        while end < count:
            end += 1
            longest_chunk = min(end, max_chunk)
            code = 0
            power = 1
            chunks[0] = empty
            for length in range(1, longest_chunk + 1):
                letter = ord(token[end - length]) - 96
                if letter < 1 or letter >= base:
                    raise ValueError(f"letters a-z are priced, not {token!r}")
                code += letter * power
                power *= base
                number = numbers[code]
                chunks[length] = number if number >= 0 else unknown + length
            column = end * rows
            best[column] = far
            for row in range(1, rows):
                first = letters[row - 1] * width
                parent = parents[row - 1]
                price = best[column + parent] + prices[first + empty]
                for length in range(1, longest_chunk + 1):
                    other = best[column - length * rows + parent] + prices[first + chunks[length]]
                    price = min(price, other)
                best[column + row] = price
        column = count * rows
        for place in range(len(ends)):
            of_native = found[place]
            of_native.append(best[column + ends[place]])
        before = token
    return found


def costs_a_letter(prices, weights, least, lengths, letters, limit):  # type: ignore[no-untyped-def]
    """Return what each of some Latin tokens costs in nats a letter, above *least*.

    *prices*: of each type of names that a script writes, those of the tokens, in hundredths of a
    nat, and *weights* what it costs to be of that type. *lengths*: letters of the tokens; *letters*
    of the native one. At most *limit* letters of both share the price.
    """
    far, nothing = FAR, inf
    found = []
    for place in range(len(lengths)):
        best = nothing
        for number in range(len(weights)):
            price = prices[number][place]
            if price < far:
                nats = price / 100 + weights[number]
                best = min(best, nats)
        shared = letters + lengths[place]
        shared = min(shared, limit)
        found.append(2 * (best - least) / shared)
    return found


def cheapest_longer(beginnings, chunks, count):  # type: ignore[no-untyped-def]
    """Return the *count* cheapest of the spellings that are one of *beginnings* and one of *chunks*
    behind it.

    All are pairs of a price and letters, the cheapest first. A step of a beam search.
    """
    # the best beginning alone has *count* spellings that cost no more
    most = beginnings[0][0] + chunks[count - 1][0] if count <= len(chunks) else FAR
    longer: dict[str, int] = {}
    for price, letters in beginnings:
        for more, chunk in chunks:
            total = price + more
            if total > most:
                break
            text = letters + chunk
            known = longer.get(text)
            if known is None or total < known:
                longer[text] = total
    if len(longer) > count:
        most = sorted(longer.values())[count - 1]
    return sorted([(total, text) for text, total in longer.items() if total <= most])[:count]
