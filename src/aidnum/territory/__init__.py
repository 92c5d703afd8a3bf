"""Every local authority of France, offline: a name or a code in, facts out.

- ``codes.by_code``: the authorities that a code means; ``codes.naming``: the code that means one alone;
- ``search.find``: an authority from what people type, or those it may be;
- ``beginnings.beginning_with``: those whose names begin as a text does;
- ``relations``: the communes of an authority, what it belongs to, what touches it;
- ``facts.facts_of``: what a rule may ask of one or several authorities;
- ``partners.ways``: how to reach a population together.

The tables are made by ``scripts/build_territory.py``; see ``data/territory/LICENCE.md`` for where they come from.
"""
