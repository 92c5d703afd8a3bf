"""What the applicant says: names, facts, a profile file, costs or a budget, merged once into a profile and its cost lines."""
