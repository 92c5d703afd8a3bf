"""A report as a page: one module a report, each with `page(report, view)`."""
