"""Feeds on the command line."""

from making.server import reply, serving


def test_feeds_are_watched_once(run, tmp_path, monkeypatch):
    monkeypatch.setenv("NEWSLEDGER_PACE_SECONDS", "0")
    item = "<item><title>t</title><link>/a</link></item>"
    words = "<html><body><article><p>Kim met Shoigu in Pyongyang on Friday, and left.</p></article></body></html>"
    routes = {"/f": reply(f"<rss><channel>{item}</channel></rss>"), "/a": reply(words)}
    with serving(routes) as server:
        told = run("watch", server.url("/f"), "--once", "--allow-private", "--ledger", "w.db").stderr
    assert "1 feed asked, 0 unchanged, 0 failed; 1 new page named, 1 read, 0 failed." in told
    assert len(run("documents", "--ledger", "w.db", "--format", "json").stdout.splitlines()) == 1
    failed = run("watch", "http://127.0.0.1:9/f", "--once", "--ledger", "w.db").stderr
    assert "1 failed" in failed and "newsledger quarantine" in failed
    assert "http or https" in run("watch", "file:///etc/passwd", "--once", code=1).stderr
