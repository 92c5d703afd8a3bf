"""The documents of a dossier as pages, a module each."""
