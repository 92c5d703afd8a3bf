"""A plan de financement in each format: one module a format, each a pure function of the report."""
