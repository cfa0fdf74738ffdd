"""Names against names, without a table of entities: two names, a list, two lists.

Start reading with `compare.compare`, then `blocking.CandidatePairs` and `cluster.agglomerate`,
which take the usual path of record linkage: block, score pairs, cluster. `join` makes a table of
one side and looks the other one up in it; `frames` does that for pandas and polars. The room knows
everything below the surface (`normalizer` included); only `api` and the doors know it.
"""
