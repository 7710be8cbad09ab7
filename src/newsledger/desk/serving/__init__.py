"""How pages are served: the state behind them, the guard before them, templates, tables and feeds."""
