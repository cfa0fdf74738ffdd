# cython: language_level=3
# The types of `role_evidence.py` in C.

cdef class RoleEvidence:
    cdef public object contrast
    cdef public double agreement, distinct_names, letter_edits, max_dissimilarity, name_frequency
    cdef public double nats_alias_left, nats_query_left, skeleton_edits, skeleton_substitutions, sound_cost
    cdef public double two_transcriptions
    cdef public Py_ssize_t n_alias_left, n_pairs, n_query_left, n_same, shorter_letters

cdef class Leftovers:
    cdef public double letters
    cdef public Py_ssize_t n_affixes, n_initials, n_numbers, n_particles, n_places, n_suffixes, n_trades
