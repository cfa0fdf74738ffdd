# cython: language_level=3
# The types of `aligned_names.py` in C.
cimport cython

from translit.pairs.role_evidence cimport Leftovers, RoleEvidence

cdef class AlignedNames:
    cdef dict _frequencies, _of_people
    cdef double _unknown_nats
    cdef bint _is_person, _is_org
    cdef public object alignment, context, kind, script
    cdef public RoleEvidence main, given, aside
    cdef public Leftovers query_left, alias_left
    cdef public bint has_leftovers, is_acronym, is_bare_surname, is_variant
    cdef public double agreement, dissimilar_letters, distinctive_agreement, letter_edits, letters
    cdef public double max_native_dissimilarity, max_spelling_dissimilarity, paired_letters
    cdef public double known_transcription, other_transcription, spelling_dissimilarity
    cdef public Py_ssize_t n_case_forms, n_conflicts, n_gendered, n_initials, n_inner_acronyms
    cdef public Py_ssize_t n_nicknames, n_place_conflicts, n_two_genders

    cpdef RoleEvidence of_role(self, query, alias)
    @cython.locals(evidence=RoleEvidence, longer=double, similarity=double, nats=double, are_two_places=bint)
    cdef _add_pairs(self, tuple pairs)
    cdef _add_listed(self, relation)
    @cython.locals(similarity=double, unknown=double, is_short=bint, is_known=bint)
    cdef _add_compared(self, pair, RoleEvidence evidence)
    cdef _add_transcriptions(self, query, alias, RoleEvidence evidence)
    cdef double _nats(self, part)
    cdef bint _is_name(self, token)
    cdef bint _are_two_places(self, query, alias)
    @cython.locals(left=Leftovers)
    cdef Leftovers _leftovers(self, parts, bint of_query)
    @cython.locals(evidence=RoleEvidence, weight=double)
    cdef _add_left(self, part, Leftovers left, bint of_query)
