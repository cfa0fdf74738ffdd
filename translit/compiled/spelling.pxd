# cython: language_level=3
# The types of `spelling.py` in C.
cimport cython

@cython.locals(
    width=Py_ssize_t, rows=Py_ssize_t, longest=Py_ssize_t, row=Py_ssize_t, count=Py_ssize_t, end=Py_ssize_t,
    length=Py_ssize_t, longest_chunk=Py_ssize_t, column=Py_ssize_t, first=Py_ssize_t, parent=Py_ssize_t,
    place=Py_ssize_t, max_chunk=Py_ssize_t, base=int, far=int,
    best="int[::1]", chunks="int[::1]",
    empty=int, code=int, power=int, letter=int, number=int, price=int, other=int,
    token=str, before=str, found=list, of_native=list,
)
cpdef list cheapest(
    list tokens, int[::1] prices, int[::1] letters, int[::1] parents, int[::1] ends, int[::1] numbers,
    int unknown
)

@cython.locals(
    far=int, price=int, place=Py_ssize_t, number=Py_ssize_t,
    nothing=double, best=double, nats=double, shared=double, found=list,
)
cpdef list costs_a_letter(list prices, list weights, double least, list lengths, int letters, double limit)

@cython.locals(
    price=Py_ssize_t, more=Py_ssize_t, total=Py_ssize_t, most=Py_ssize_t,
    letters=str, chunk=str, text=str, longer=dict,
)
cpdef list cheapest_longer(list beginnings, list chunks, Py_ssize_t count)
