"""The examples that each help ends with; those of ``aidnum --help`` stand under its own name."""

from __future__ import annotations

EXAMPLES = {
    "aidnum": (
        'aidnum check "Saint-Pol-de-Léon" --type "service en ligne"',
        'aidnum check "Rennes Métropole" --type "open data" --cout prestations=60000',
    ),
    "check": (
        'aidnum check "Saint-Pol-de-Léon" --type "service en ligne"',
        "aidnum check --population 3200 --type demat --cout logiciel=12000",
    ),
    "plan": (
        'aidnum plan "Saint-Pol-de-Léon" --type demat --cout prestations=60000',
        'aidnum plan "Saint-Pol-de-Léon" --budget budget.csv --acquis dsil=3000',
    ),
    "budget": ("aidnum budget budget.csv", "aidnum budget -o budget-vide.xlsx"),
    "projet": (
        'aidnum projet "Saint-Pol-de-Léon" --type demat -o demarches.yaml',
        "aidnum projet --projet projet.yaml --retenir detr -o avec-detr.yaml",
    ),
    "dossier": (
        'aidnum dossier "Saint-Pol-de-Léon" --budget budget.csv --retenir dsil -o dsil',
        "aidnum dossier --projet projet.yaml --format odt -o dossier",
    ),
    "list": ("aidnum list --etat ouvert", "aidnum list --type numerisation --format csv -o liste.csv"),
    "show": ("aidnum show dsil", "aidnum show dgd-bibliotheques --format markdown"),
    "facts": ("aidnum facts", "aidnum facts collectivite"),
    "deadlines": ("aidnum deadlines --within 90", 'aidnum deadlines "Saint-Pol-de-Léon" --type demat --all'),
    "news": (
        "aidnum news --liste communes.csv --since 7j --quiet-if-none",
        "aidnum news --against avant.yaml --catalogue mes-aides.yaml",
    ),
    "batch": ("aidnum batch communes.csv --type demat", "aidnum batch communes.csv --type demat -o aides.xlsx"),
    "export": (
        'aidnum export "Saint-Pol-de-Léon" --type demat -o resume.md',
        'aidnum export "Saint-Pol-de-Léon" --type demat -o dates.ics',
    ),
    "territory": ('aidnum territory "Saint-Pol-de-Léon"', "aidnum territory 243500139 --tout"),
    "partners": ('aidnum partners "Rennes Métropole"', 'aidnum partners "Saint-Pol-de-Léon" --seuil 20000'),
    "reach": (
        "aidnum reach dsil --type demat",
        "aidnum reach detr --collectivite commune -o liste.csv --carte carte.svg",
    ),
    "validate": ("aidnum validate mes-aides.yaml", "aidnum validate --perimes"),
    "explain": ("aidnum explain M003", "aidnum explain"),
    "schema": ("aidnum schema > catalogue.schema.json", "aidnum schema --modele > mes-aides.yaml"),
    "completion": ("aidnum completion bash >> ~/.bashrc", "aidnum completion fish > ~/.config/fish/completions/aidnum.fish"),
}
