# cython: language_level=3, boundscheck=False, wraparound=False
"""Sums over decision trees."""

from libc.stdlib cimport free, malloc


cdef enum:
    MAX_FEATURES = 128  # values that `total` has room for


cdef struct Node:
    double number  # the threshold; of a leaf, its value
    int feature
    int below
    int above


cdef class Forest:
    """The nodes of some trees, each with all that a step reads side by side.

    Raises ValueError where a node asks for a feature beyond `MAX_FEATURES`.
    """

    cdef int n_trees
    cdef int n_features
    cdef int *roots
    cdef Node *nodes

    def __cinit__(self, roots, feature, threshold, below, above, value):
        cdef int i, n = len(feature)
        self.n_trees = len(roots)
        self.roots = <int *> malloc(self.n_trees * sizeof(int))
        self.nodes = <Node *> malloc(n * sizeof(Node))
        for i in range(self.n_trees):
            self.roots[i] = roots[i]
        self.n_features = 0
        for i in range(n):
            self.nodes[i].feature = feature[i]
            self.n_features = max(self.n_features, self.nodes[i].feature + 1)
            self.nodes[i].below = below[i]
            self.nodes[i].above = above[i]
            self.nodes[i].number = threshold[i] if self.nodes[i].feature >= 0 else value[i]
        if self.n_features > MAX_FEATURES:
            raise ValueError(f"a forest asks for feature {self.n_features - 1}; room is for {MAX_FEATURES}")

    def __dealloc__(self):
        free(self.roots)
        free(self.nodes)

    def total(self, evidence):
        """Return the sum of the leaves that *evidence* leads to, in the order of the trees.

        Raises ValueError where it has fewer values than the nodes ask for, or more than there is
        room for.
        """
        cdef double given[MAX_FEATURES]
        cdef double total = 0.0
        cdef tuple values = tuple(evidence)  # the same where it is one
        cdef int i, n = len(values)
        cdef Node *node
        if not self.n_features <= n <= MAX_FEATURES:
            raise ValueError(f"{n} values are given for a forest of {self.n_features} features")
        for i in range(n):
            given[i] = values[i]
        for i in range(self.n_trees):
            node = &self.nodes[self.roots[i]]
            while node.feature >= 0:
                node = &self.nodes[node.below if given[node.feature] <= node.number else node.above]
            total += node.number
        return total
