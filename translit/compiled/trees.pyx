# cython: language_level=3, boundscheck=False, wraparound=False
"""Sums over decision trees."""

from libc.stdlib cimport free, malloc


cdef enum:
    MAX_FEATURES = 128  # values that `total` has room for


cdef class Forest:
    """The nodes of some trees as C arrays.

    Raises ValueError where a node asks for a feature beyond `MAX_FEATURES`.
    """

    cdef int n_trees
    cdef int n_features
    cdef int *roots
    cdef int *feature
    cdef int *below
    cdef int *above
    cdef double *threshold
    cdef double *value

    def __cinit__(self, roots, feature, threshold, below, above, value):
        cdef int i, n = len(feature)
        self.n_trees = len(roots)
        self.roots = <int *> malloc(self.n_trees * sizeof(int))
        self.feature = <int *> malloc(n * sizeof(int))
        self.below = <int *> malloc(n * sizeof(int))
        self.above = <int *> malloc(n * sizeof(int))
        self.threshold = <double *> malloc(n * sizeof(double))
        self.value = <double *> malloc(n * sizeof(double))
        for i in range(self.n_trees):
            self.roots[i] = roots[i]
        self.n_features = 0
        for i in range(n):
            self.feature[i] = feature[i]
            self.n_features = max(self.n_features, self.feature[i] + 1)
            self.below[i] = below[i]
            self.above[i] = above[i]
            self.threshold[i] = threshold[i]
            self.value[i] = value[i]
        if self.n_features > MAX_FEATURES:
            raise ValueError(f"a forest asks for feature {self.n_features - 1}; room is for {MAX_FEATURES}")

    def __dealloc__(self):
        free(self.roots)
        free(self.feature)
        free(self.below)
        free(self.above)
        free(self.threshold)
        free(self.value)

    def total(self, evidence):
        """Return the sum of the leaves that *evidence* leads to, in the order of the trees.

        Raises ValueError where it has fewer values than the nodes ask for, or more than there is
        room for.
        """
        cdef double given[MAX_FEATURES]
        cdef double total = 0.0
        cdef int i, at, of, n = len(evidence)
        if not self.n_features <= n <= MAX_FEATURES:
            raise ValueError(f"{n} values are given for a forest of {self.n_features} features")
        for i in range(n):
            given[i] = evidence[i]
        for i in range(self.n_trees):
            at = self.roots[i]
            of = self.feature[at]
            while of >= 0:
                at = self.below[at] if given[of] <= self.threshold[at] else self.above[at]
                of = self.feature[at]
            total += self.value[at]
        return total
