"""Figures for papers and slides: static, the same for the same ledger, as SVG, PNG or PDF."""

from newsledger.exporting.figures.drawing import FIGURES, FORMS, draw

__all__ = ["FIGURES", "FORMS", "draw"]
