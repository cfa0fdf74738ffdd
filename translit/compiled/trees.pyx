# cython: language_level=3, boundscheck=False, wraparound=False
"""Sums over decision trees."""

from array import array

from libc.stdlib cimport free, malloc


cdef enum:
    MAX_FEATURES = 128  # values that `total` has room for
    LANES = 8  # trees that are walked side by side: a step of one need not wait for that of another
    MAX_NODES = 32767  # of one tree


cdef struct Node:
    double number  # the threshold; of a leaf, its value
    short feature
    short next[2]  # the node below and above, counted from the root of the tree; of a leaf, itself


cdef class Forest:
    """The nodes of some trees, each with all that a step reads side by side.

    Raises ValueError where a node asks for a feature beyond `MAX_FEATURES`, or does not lead on.
    """

    cdef int n_trees
    cdef int n_features
    cdef int *roots
    cdef int *steps  # that lead from any root of a group of `LANES` trees to its leaves
    cdef Node *nodes
    cdef double *values  # of each node: of an inner one the mean of its leaves

    def __cinit__(self, roots, feature, threshold, below, above, value):
        cdef int i, root, tree, low, high, end, n = len(feature)
        cdef bint is_leaf
        cdef int[:] depth = array("i", bytes(4 * n))
        self.n_trees = len(roots)
        self.roots = <int *> malloc(self.n_trees * sizeof(int))
        self.steps = <int *> malloc((self.n_trees // LANES + 1) * sizeof(int))
        self.nodes = <Node *> malloc(n * sizeof(Node))
        self.values = <double *> malloc(n * sizeof(double))
        self.n_features = max(0, max(feature, default=-1) + 1)
        if self.n_features > MAX_FEATURES:
            raise ValueError(f"a forest asks for feature {self.n_features - 1}; room is for {MAX_FEATURES}")
        for i in range(self.n_trees // LANES + 1):
            self.steps[i] = 0
        end = n
        for tree in range(self.n_trees - 1, -1, -1):
            root = self.roots[tree] = roots[tree]
            if not 0 <= root < end or end - root > MAX_NODES:
                raise ValueError(f"tree {tree} has no nodes, or more than {MAX_NODES}")
            for i in range(end - 1, root - 1, -1):
                is_leaf = feature[i] < 0
                self.values[i] = value[i]
                self.nodes[i].number = value[i] if is_leaf else threshold[i]
                self.nodes[i].feature = 0 if is_leaf else feature[i]
                low, high = (i, i) if is_leaf else (below[i], above[i])
                if not is_leaf and not (i < low < end and i < high < end):
                    raise ValueError(f"node {i} leads to {low} and {high}, not on to nodes of its tree")
                self.nodes[i].next[0] = low - root
                self.nodes[i].next[1] = high - root
                depth[i] = 0 if is_leaf else 1 + max(depth[low], depth[high])
            self.steps[tree // LANES] = max(self.steps[tree // LANES], depth[root])
            end = root

    def __dealloc__(self):
        free(self.roots)
        free(self.steps)
        free(self.nodes)
        free(self.values)

    def total(self, evidence):
        """Return the sum of the leaves that *evidence* leads to, in the order of the trees.

        Raises ValueError where it has fewer values than the nodes ask for, or more than there is
        room for.
        """
        cdef double given[MAX_FEATURES]
        cdef Node *root[LANES]
        cdef Node *at[LANES]
        cdef double total = 0.0
        cdef tuple values = tuple(evidence)  # the same where it is one
        cdef int i, step, lane, count, n = len(values)
        cdef bint is_above
        if not self.n_features <= n <= MAX_FEATURES:
            raise ValueError(f"{n} values are given for a forest of {self.n_features} features")
        given[0] = 0.0  # what a leaf compares with its value, for nothing
        for i in range(n):
            given[i] = values[i]
        for i in range(0, self.n_trees, LANES):
            count = min(<int>LANES, self.n_trees - i)
            for lane in range(LANES):
                root[lane] = at[lane] = &self.nodes[self.roots[i + min(lane, count - 1)]]
            for step in range(self.steps[i // LANES]):
                for lane in range(LANES):
                    is_above = not given[at[lane].feature] <= at[lane].number
                    at[lane] = root[lane] + at[lane].next[is_above]
            for lane in range(count):
                total += at[lane].number
        return total

    def shares(self, evidence, double prior):
        """Return *prior* and the values of the roots in one sum, and what each value of *evidence*
        adds to it: what the value of a node changes by at each step that asks for it.

        Raises ValueError as `total` does.
        """
        cdef double given[MAX_FEATURES]
        cdef double added[MAX_FEATURES]
        cdef tuple values = tuple(evidence)
        cdef int i, at, root, next, n = len(values)
        cdef Node *node
        if not self.n_features <= n <= MAX_FEATURES:
            raise ValueError(f"{n} values are given for a forest of {self.n_features} features")
        for i in range(n):
            given[i] = values[i]
            added[i] = 0.0
        for i in range(self.n_trees):
            root = at = self.roots[i]
            prior += self.values[root]
            node = &self.nodes[at]
            while node.next[0] != node.next[1]:  # a leaf leads to itself
                next = root + node.next[not given[node.feature] <= node.number]
                added[node.feature] += self.values[next] - self.values[at]
                at = next
                node = &self.nodes[at]
        return prior, [added[i] for i in range(n)]
