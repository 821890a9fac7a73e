"""Governance structures as a graph: who reports to whom, who sits where, and what follows."""
