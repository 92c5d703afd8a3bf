"""The rule tree in columns: many applicants at once, decided as the engine decides each.

- ``table``: the applicants, a row each, and how a fact is read from some columns of theirs;
- ``facts``: what is known of each fact, a column of ids of its distinct values, or the ends of a number;
- ``tree``: a rule as an expression over the columns of its leaves;
- ``verdicts``: the verdicts of schemes on a day, as expressions that any engine of tables may run.

Needs the extra ``aidnum[france]``: nothing else of aidnum imports this package before it is asked for.
"""
