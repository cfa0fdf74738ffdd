# cython: language_level=3, wraparound=False, cdivision=True
"""The inner loops of `translit.index.token_text`, `retrieve` and `ranking`, which say what they do and have them in Python and numpy.

Both forms give the same answers bit by bit: sums are added up in one order. What is read from a table is checked against its bounds, so that a
table that is not sound raises IndexError. Called with the GIL.
"""
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.math cimport log1p
from libc.stdlib cimport calloc, free, malloc, qsort
from libc.string cimport memchr

cdef extern from *:
    """
    typedef struct { double score; unsigned int number; unsigned int at; } translit_scored;
    #if defined(__GNUC__) || defined(__clang__)
    #define translit_fetch(address) __builtin_prefetch(address)
    #else
    #define translit_fetch(address) ((void)(address))
    #endif
    static int translit_by_number(const void *a, const void *b) {
        unsigned long long x = *(const unsigned long long *)a, y = *(const unsigned long long *)b;
        return (x > y) - (x < y);
    }
    static int translit_before(const translit_scored *a, const translit_scored *b) {
        return a->score != b->score ? a->score > b->score : a->number < b->number;
    }
    static int translit_by_score(const void *a, const void *b) {
        const translit_scored *x = a, *y = b;
        return translit_before(x, y) ? -1 : translit_before(y, x);
    }
    """
    ctypedef struct Scored "translit_scored":  # ranked by score, the highest first, then by number
        double score
        unsigned int number
        unsigned int at
    void fetch "translit_fetch"(const void *) noexcept nogil  # into the cache, as it will be read soon
    int by_number "translit_by_number"(const void *, const void *) noexcept nogil
    int is_before "translit_before"(const Scored *, const Scored *) noexcept nogil
    int by_score "translit_by_score"(const void *, const void *) noexcept nogil

cdef enum:
    AHEAD = 16  # rows
    MAX_TERM_POSTING = 1024  # tokens of a term that there is room for

cdef unsigned int[256] CRC  # CRC-32 of each byte, as zlib has it


cdef void _fill_crc() noexcept:
    cdef unsigned int byte, value
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = (value >> 1) ^ (0xEDB88320 if value & 1 else 0)
        CRC[byte] = value


_fill_crc()


cdef inline unsigned int _crc(unsigned int crc, const unsigned char *letters, Py_ssize_t count) noexcept nogil:
    cdef Py_ssize_t at
    for at in range(count):
        crc = CRC[(crc ^ letters[at]) & 0xFF] ^ (crc >> 8)
    return crc


cdef inline unsigned int _begin(unsigned char kind) noexcept nogil:
    return _crc(0xFFFFFFFF, &kind, 1)


cdef void *_zeros(Py_ssize_t count, size_t size) except NULL:
    cdef void *memory = calloc(count + 1, size)
    if memory == NULL:
        raise MemoryError
    return memory


cdef inline void _keep(Scored *heap, Py_ssize_t *count, Py_ssize_t limit, Scored one) noexcept nogil:
    """Put *one* into a heap of the *limit* best, the worst of them on top."""
    cdef Py_ssize_t at, child
    if count[0] < limit:
        at = count[0]
        count[0] += 1
        while at and is_before(&heap[(at - 1) >> 1], &one):
            heap[at] = heap[(at - 1) >> 1]
            at = (at - 1) >> 1
        heap[at] = one
        return
    if not limit or not is_before(&one, &heap[0]):
        return
    at = 0
    while True:
        child = 2 * at + 1
        if child >= limit:
            break
        if child + 1 < limit and is_before(&heap[child], &heap[child + 1]):
            child += 1
        if not is_before(&one, &heap[child]):
            break
        heap[at] = heap[child]
        at = child
    heap[at] = one


cdef class Texts:
    """`TokenText` of one table."""

    cdef const unsigned char[::1] _text
    cdef const unsigned int[::1] _start, _row_start, _row_token
    cdef unsigned char _end

    def __cinit__(self, token_text, token_start, row_start, row_token, str native):
        self._text, self._start = token_text, token_start
        self._row_start, self._row_token = row_start, row_token
        self._end = ord(native)  # what stands behind the Latin letters

    cdef str _of(self, Py_ssize_t number):
        cdef Py_ssize_t start = self._start[number], end = self._start[number + 1]
        cdef const unsigned char *letters
        cdef const unsigned char *behind
        if start >= end:
            return ""
        letters = &self._text[start]
        self._text[end - 1]  # is there
        behind = <const unsigned char *>memchr(letters, self._end, end - start)
        return PyUnicode_DecodeUTF8(<const char *>letters, behind - letters if behind else end - start, "surrogatepass")

    def of(self, tokens):
        """Return the Latin letters of several tokens."""
        return [self._of(token) for token in tokens]

    def of_rows(self, rows):
        """Return the Latin letters of the tokens of several rows."""
        cdef Py_ssize_t at, row
        cdef list found = [], of_row
        for number in rows:
            row = number
            of_row = []
            for at in range(self._row_start[row], self._row_start[row + 1]):
                of_row.append(self._of(self._row_token[at]))
            found.append(of_row)
        return found


cdef struct Term:
    unsigned int wanted  # its hash
    int distance
    int limit  # tokens of a large posting


cdef class Tokens:
    """`Retrieval.edit_neighbours` and `Retrieval.ngram_neighbours` of one table.

    From the first token that is noted in `_seen` until all are forgotten no Python object is made: that may clear up memory, and a finalizer may let
    another thread in, which asks the same table.
    """

    cdef const unsigned int[::1] _hash, _start, _token, _posting_start
    cdef const unsigned char[::1] _length, _ngrams, _removed
    cdef bint _has_removed
    cdef object _removed_postings
    cdef unsigned short *_seen  # by token; zero between two calls
    cdef unsigned int *_touched  # the tokens of which it is not
    cdef Py_ssize_t _count

    def __cinit__(self, term_hash, term_start, term_token, token_length, token_grams, posting_start, removed, removed_postings):
        self._hash, self._start, self._token = term_hash, term_start, term_token
        self._length, self._ngrams, self._posting_start = token_length, token_grams, posting_start
        self._removed_postings = removed_postings
        self._has_removed = removed is not None
        if self._has_removed:
            self._removed = removed
        self._seen = <unsigned short *>_zeros(len(token_length), sizeof(unsigned short))
        self._touched = <unsigned int *>_zeros(len(token_length), sizeof(unsigned int))

    def __dealloc__(self):
        free(self._seen)
        free(self._touched)

    cdef void _forget(self) noexcept:
        cdef Py_ssize_t at
        for at in range(self._count):
            self._seen[self._touched[at]] = 0
        self._count = 0

    cdef Py_ssize_t _place(self, unsigned int wanted) except -2:
        """Return the place of a hash, -1 if no term has it."""
        cdef Py_ssize_t low = 0, high = self._hash.shape[0], middle
        while low < high:
            middle = (low + high) >> 1
            if self._hash[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < self._hash.shape[0] and self._hash[low] == wanted else -1

    cdef int _take(self, unsigned int wanted, int distance, int size, Py_ssize_t limit, int large_posting, int most) except -1:
        """Note the tokens of a term, of a large posting the *limit* whose length is nearest to *size*."""
        cdef unsigned long long[MAX_TERM_POSTING] keys
        cdef Py_ssize_t place = self._place(wanted), at, count = 0
        cdef unsigned int token
        if place < 0:
            return 0
        for at in range(self._start[place], self._start[place + 1]):
            token = self._token[at]
            if self._has_removed and self._removed[token]:
                continue
            keys[count] = <unsigned long long>abs(<int>self._length[token] - size) << 32 | token
            count += 1
            if count == most:
                break
        if count > large_posting and count > limit + self._count:
            qsort(keys, count, sizeof(unsigned long long), by_number)
            count = limit + self._count
        for at in range(count):
            token = <unsigned int>keys[at]
            if not self._seen[token]:
                self._touched[self._count] = token
                self._count += 1
            elif self._seen[token] <= distance + 1:
                continue
            self._seen[token] = distance + 1
        return 0

    def edit_neighbours(self, list readings, list skeletons, str kinds, int size, int most, int most_phonetic, limits):
        """Return (distance, token) as `Retrieval.edit_neighbours` does; *limits*: letters of a token that is looked up less one, a large posting, tokens of a term."""
        cdef int shortest, large_posting, of_term
        shortest, large_posting, of_term = limits
        if of_term > MAX_TERM_POSTING:
            raise ValueError(of_term)
        cdef Term *terms = NULL
        cdef unsigned long long *keys = NULL
        cdef const unsigned char *text
        cdef Py_ssize_t length, start, end, count = 0, found, at
        cdef unsigned int edited = _begin(b"d")
        try:
            terms = <Term *>_zeros(sum(map(len, readings)) + 3 * len(readings), sizeof(Term))
            for reading, skeleton in zip(readings, skeletons):
                written = reading.encode("utf-8", "surrogatepass")
                text, length = written, len(written)
                if "t" in kinds:
                    terms[count] = Term(~_crc(_begin(b"t"), text, length), 0, most)
                    count += 1
                if "d" in kinds and len(reading) >= shortest:
                    terms[count] = Term(~_crc(edited, text, length), 1, most)
                    count += 1
                    start = 0
                    while start < length:
                        end = start + 1
                        while end < length and text[end] & 0xC0 == 0x80:  # of one letter
                            end += 1
                        terms[count] = Term(~_crc(_crc(edited, text, start), text + end, length - end), 1, most)
                        count += 1
                        start = end
                if "s" in kinds:
                    written = skeleton.encode("utf-8", "surrogatepass")
                    text, length = written, len(written)
                    terms[count] = Term(~_crc(_begin(b"s"), text, length), 2, most_phonetic)
                    count += 1
            found = self._nearest(terms, count, size, most, most_phonetic, large_posting, of_term, &keys)
            return [(<int>(keys[at] >> 48), keys[at] & 0xFFFFFFFF) for at in range(found)]
        finally:
            free(terms)
            free(keys)

    cdef Py_ssize_t _nearest(
        self, Term *terms, Py_ssize_t terms_count, int size, int most, int most_phonetic, int large_posting, int of_term, unsigned long long **nearest
    ) except -1:
        """Put (distance, token) of the nearest into *nearest*, one number each, the distance from bit 48 on; return how many."""
        cdef Py_ssize_t at, count, edited = 0, phonetic = 0, kept = 0
        cdef unsigned int token
        cdef unsigned long long distance, unlike
        cdef unsigned long long *keys
        try:
            for at in range(terms_count):
                self._take(terms[at].wanted, terms[at].distance, size, terms[at].limit, large_posting, of_term)
            count = self._count
            keys = nearest[0] = <unsigned long long *>_zeros(count, sizeof(unsigned long long))
            for at in range(count):
                token = self._touched[at]
                distance = self._seen[token] - 1
                unlike = abs(<int>self._length[token] - size) if count > most_phonetic else 0
                keys[at] = distance << 48 | unlike << 32 | token
        finally:
            self._forget()
        qsort(keys, count, sizeof(unsigned long long), by_number)
        if count <= most_phonetic:
            return count
        for at in range(count):
            if keys[at] >> 48 < 2:
                edited += 1
                if edited > most:
                    continue
            else:
                phonetic += 1
                if phonetic > most_phonetic:
                    break
            keys[kept] = keys[at]
            kept += 1
        return kept

    def ngram_neighbours(self, list hashes, int limit, Py_ssize_t most, double least):
        """Return (negative Dice coefficient, token) as `Retrieval.ngram_matches` does."""
        cdef Py_ssize_t count = 0, place, at, size, kept
        cdef Py_ssize_t *places = NULL
        cdef Py_ssize_t *sizes
        cdef Scored *heap = NULL
        try:
            places = <Py_ssize_t *>_zeros(2 * len(hashes), sizeof(Py_ssize_t))
            sizes = places + len(hashes)
            heap = <Scored *>_zeros(limit, sizeof(Scored))
            for number in hashes:
                place = self._place(number)
                if place < 0:
                    continue
                size = self._left(place)
                at = count
                while at and sizes[at - 1] > size:  # those of one length stay in their order
                    sizes[at], places[at] = sizes[at - 1], places[at - 1]
                    at -= 1
                sizes[at], places[at] = size, place
                count += 1
            kept = self._sharing(places, sizes, count, len(hashes), heap, limit, most, least)
            return [(-heap[at].score, heap[at].number) for at in range(kept)]
        finally:
            free(places)
            free(heap)

    cdef Py_ssize_t _sharing(
        self, Py_ssize_t *places, Py_ssize_t *sizes, Py_ssize_t count, Py_ssize_t wanted, Scored *heap, Py_ssize_t limit, Py_ssize_t most, double least
    ) except -1:
        """Put the tokens that share most with *wanted* letter n-grams, of which those at *places* are known, into *heap*; return how many."""
        cdef Py_ssize_t at, other, total = 0, kept = 0
        cdef Scored one
        cdef unsigned int token
        try:
            for other in range(count):
                total += sizes[other]
                if other and total > most:
                    break
                kept = 0
                for at in range(self._start[places[other]], self._start[places[other] + 1]):
                    token = self._token[at]
                    if self._has_removed and self._removed[token]:
                        continue
                    if token >= self._length.shape[0]:
                        raise IndexError(token)
                    if kept == most:
                        break
                    kept += 1
                    if not self._seen[token]:
                        self._touched[self._count] = token
                        self._count += 1
                    self._seen[token] += 1
            kept = 0
            for at in range(self._count):
                token = self._touched[at]
                if self._seen[token] < least / 2 * wanted:
                    continue
                one.score = <double>(2 * self._seen[token]) / <double>(wanted + self._ngrams[token])
                one.number, one.at = token, 0
                if one.score >= least:
                    _keep(heap, &kept, limit, one)
        finally:
            self._forget()
        qsort(heap, kept, sizeof(Scored), by_score)
        return kept

    def counts(self, tokens):
        """Return how many rows have each of *tokens* as `Retrieval.counts` does."""
        cdef unsigned int token
        cdef list found = []
        for number in tokens:
            token = number
            found.append(<Py_ssize_t>self._posting_start[token + 1] - <Py_ssize_t>self._posting_start[token])
        return [count - self._removed_postings.get(token, 0) for count, token in zip(found, tokens)] if self._has_removed else found

    def rarities(self, tokens, double size):
        """Return how rare each of *tokens* is among *size* rows as `Retrieval.rarities` does."""
        return [log1p(size / max(1, <Py_ssize_t>count)) for count in self.counts(tokens)]

    cdef Py_ssize_t _left(self, Py_ssize_t place) except -1:
        """Return how many tokens of a term are not removed."""
        cdef Py_ssize_t at, count = 0
        if not self._has_removed:
            return max(0, <Py_ssize_t>self._start[place + 1] - <Py_ssize_t>self._start[place])
        for at in range(self._start[place], self._start[place + 1]):
            count += not self._removed[self._token[at]]
        return count


cdef struct Row:
    unsigned int number
    bint is_concatenation
    double votes


cdef struct Common:
    unsigned int token
    bint is_there
    double weight


cdef inline Py_ssize_t _slot(unsigned int number, Py_ssize_t mask) noexcept nogil:
    return (<unsigned int>(number * <unsigned int>2654435769) >> 7) & mask


cdef Py_ssize_t _room(Py_ssize_t count) noexcept nogil:
    """Return the size of a hash table, less 1, that is at most half full with *count*."""
    cdef Py_ssize_t room = 16
    while room < 2 * count:
        room *= 2
    return room - 1


cdef class Votes:
    """The rows of one query so far, and what each has of it."""

    cdef Row *rows
    cdef unsigned int *at  # place in `rows`, 1 for the first, by the hash of a row's number
    cdef Py_ssize_t mask, count, most

    def __cinit__(self, Py_ssize_t most):
        self.most = most
        self.mask = _room(most)
        self.at = <unsigned int *>_zeros(self.mask + 1, sizeof(unsigned int))
        self.rows = <Row *>malloc((most + 1) * sizeof(Row))
        if self.rows == NULL:
            raise MemoryError

    def __dealloc__(self):
        free(self.at)
        free(self.rows)

    cdef Row *row(self, unsigned int number) except NULL:
        """Return the row of that number, a new one if there is none."""
        cdef Py_ssize_t slot = _slot(number, self.mask)
        cdef Row *row
        while self.at[slot]:
            row = &self.rows[self.at[slot] - 1]
            if row.number == number:
                return row
            slot = (slot + 1) & self.mask
        if self.count == self.most:
            raise IndexError(number)  # more than the postings are said to have
        row = &self.rows[self.count]
        self.count += 1
        self.at[slot] = <unsigned int>self.count
        row.number, row.is_concatenation, row.votes = number, False, 0
        return row


cdef class Rows:
    """`Ranking.rank` of one table."""

    cdef const unsigned int[::1] _posting_start, _posting_row, _row_start, _row_token, _row_initials
    cdef const float[::1] _row_rarity
    cdef const unsigned char[::1] _removed
    cdef bint _has_removed
    cdef object _removed_postings

    def __cinit__(self, posting_start, posting_row, row_start, row_token, row_initials, row_rarity, removed, removed_postings):
        self._posting_start, self._posting_row = posting_start, posting_row
        self._row_start, self._row_token = row_start, row_token
        self._row_initials, self._row_rarity = row_initials, row_rarity
        self._has_removed = removed is not None
        if self._has_removed:
            self._removed = removed
        self._removed_postings = removed_postings

    def rank(self, dict weights, dict concatenations, str initials, Py_ssize_t limit, double min_share, bint is_latin, limits):
        """Return (scores, weights, rows) as `Ranking.rank` ranks them; *limits*: `MAX_ROWS`, `MAX_TOKEN_POSTING`, penalty, weight, nats."""
        cdef Py_ssize_t most, most_shared, at
        cdef double penalty, concatenation_weight, initial_nats, best, besides
        most, most_shared, penalty, concatenation_weight, initial_nats = limits
        cdef Votes votes = self._having(weights, len(concatenations), most, most_shared)
        cdef Row *row
        cdef Scored one
        cdef Py_ssize_t kept = 0
        for number, rarity in concatenations.items():
            row = votes.row(number)
            row.votes += concatenation_weight * <double>rarity
            row.is_concatenation = True
        if not votes.count:
            return [], [], []
        for letter in initials:
            if "a" <= letter <= "z":
                for at in range(votes.count):
                    row = &votes.rows[at]
                    if self._row_initials[row.number] >> (<unsigned int>ord(letter) - 97) & 1:
                        row.votes += initial_nats
        best = votes.rows[0].votes
        for at in range(votes.count):
            best = max(best, votes.rows[at].votes)
        limit = min(limit, votes.count)
        cdef Scored *heap = <Scored *>_zeros(limit, sizeof(Scored))
        try:
            for at in range(votes.count):
                row = &votes.rows[at]
                if row.votes < min_share * best or (kept == limit and row.votes < heap[0].score):
                    continue  # a score is at most the votes
                besides = <double>self._row_rarity[row.number] - row.votes
                if besides < 0 or (row.is_concatenation and is_latin):
                    besides = 0
                one.score, one.number, one.at = row.votes - penalty * besides, row.number, <unsigned int>at
                _keep(heap, &kept, limit, one)
            qsort(heap, kept, sizeof(Scored), by_score)
            return (
                [heap[at].score for at in range(kept)],
                [votes.rows[heap[at].at].votes for at in range(kept)],
                [heap[at].number for at in range(kept)],
            )
        finally:
            free(heap)

    cdef Votes _having(self, dict weights, Py_ssize_t more, Py_ssize_t most, Py_ssize_t most_shared):
        """Return the rows that have the tokens, and what its tokens weigh for each; room for *more* rows."""
        cdef Py_ssize_t count = 0, at, size, looked_at = 0, taken = 0, room = 0, left = 0
        cdef Scored *weighed = NULL
        cdef Common *tokens = <Common *>_zeros(len(weights), sizeof(Common))
        cdef Common *held
        cdef Votes votes
        try:
            weighed = <Scored *>_zeros(len(weights), sizeof(Scored))
            for token, weight in weights.items():
                weighed[count].number, weighed[count].score = token, weight
                count += 1
            qsort(weighed, count, sizeof(Scored), by_score)
            count = 0
            for at in range(len(weights)):
                held = &tokens[count]
                held.token, held.weight = weighed[at].number, weighed[at].score
                size = self._size(held.token)
                if size <= 0:
                    continue  # a title, an initial
                if size > most_shared:
                    size = 0
                held.is_there = size and looked_at < most
                looked_at += size
                if held.is_there:
                    taken += 1
                    room += size
                count += 1
            if count and not taken:  # every token is one of the commonest
                tokens[0].is_there = True
                room = most_shared
            votes = Votes(room + more)
            for at in range(count):
                if tokens[at].is_there:
                    self._add(votes, &tokens[at], most_shared)
                else:
                    tokens[left] = tokens[at]
                    left += 1
            if left and votes.count:
                self._add_common(votes, tokens, left)
            return votes
        finally:
            free(weighed)
            free(tokens)

    cdef Py_ssize_t _size(self, unsigned int token) except? -1:
        """Return how many rows have a token."""
        cdef Py_ssize_t size = <Py_ssize_t>self._posting_start[token + 1] - <Py_ssize_t>self._posting_start[token]
        return size - <Py_ssize_t>self._removed_postings.get(token, 0) if self._has_removed else size

    cdef int _add(self, Votes votes, Common *held, Py_ssize_t most) except -1:
        cdef Py_ssize_t at, added = 0
        cdef unsigned int number
        for at in range(self._posting_start[held.token], self._posting_start[held.token + 1]):
            number = self._posting_row[at]
            if self._has_removed and self._removed[number]:
                continue
            if added == most:
                break
            votes.row(number).votes += held.weight
            added += 1
        return 0

    cdef int _add_common(self, Votes votes, Common *tokens, Py_ssize_t count) except -1:
        """Add what tokens weigh that are too common to be looked up."""
        cdef Py_ssize_t mask = _room(count), at, of_row, slot
        cdef Common *common = <Common *>_zeros(mask, sizeof(Common))
        cdef unsigned int token
        cdef double found
        try:
            for at in range(count):
                slot = _slot(tokens[at].token, mask)
                while common[slot].is_there:
                    slot = (slot + 1) & mask
                common[slot] = tokens[at]
                common[slot].is_there = True
            for at in range(votes.count):
                if at + AHEAD < votes.count:  # rows lie far apart in the file
                    fetch(&self._row_start[votes.rows[at + AHEAD].number])
                if at + AHEAD / 2 < votes.count:
                    fetch(&self._row_token[self._row_start[votes.rows[at + AHEAD / 2].number]])
                found = 0
                for of_row in range(self._row_start[votes.rows[at].number], self._row_start[votes.rows[at].number + 1]):
                    token = self._row_token[of_row]
                    slot = _slot(token, mask)
                    while common[slot].is_there:
                        if common[slot].token == token:
                            found += common[slot].weight
                            break
                        slot = (slot + 1) & mask
                votes.rows[at].votes += found
            return 0
        finally:
            free(common)
