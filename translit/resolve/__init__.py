"""One name, one entity: the ladder of strategies, the search, the decision.

Start reading with `lookup.LADDER`. A `query.Query` is asked by key (`listed`), by search
(`candidates`, `shortlist`, `search`) and of the tables in the box (`gazetteer`); what speaks for
and against a candidate is a `scored.Term`; `decide` makes an answer of them and has all thresholds.
The room knows `names`, `index` and `pairs`; it knows no text and no file.
"""
