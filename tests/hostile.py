"""Texts that would do something if anything that reads, shows or prints them were careless: one
list for every test that sends them through.
"""

from __future__ import annotations

HOSTILE = [
    "50% off: yes, really",
    "a\nb",
    "a\r\n::error file=x::forged",
    "::set-output name=x::y",
    "::warning::x\n::stop-commands::y",
    "\u00a0::add-mask::y",
    "##[add-mask]x ###[[ ##[",
    "a | b || c",
    "`code` ``more``",
    "<script>alert(1)</script>",
    "</title></textarea></script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "{{ 7 * 7 }} {% raw %} ${7*7} #{7*7} %(name)s {name} {0.__class__}",
    "javascript:alert(1)",
    "@somebody and @some/team",
    "fixes #1, GH-2",
    "[link](https://elsewhere.example) ![i](x)",
    "https://elsewhere.example www.elsewhere.example",
    "**bold** _it_ ~~gone~~ $x$",
    "&lt;b&gt; &#64;somebody",
    "\\| \\",
    "| --- |",
    "=HYPERLINK(1)",
    "$(touch owned) `touch owned` ; touch owned",
    "title: x\nexample: true\n---\n- 1",
    "../../etc/passwd",
    "\x1b[31mred\x07",
    "x\u202ey\u2028z",
    "\x00",
    "\u200b",
    "\udcff",
    "a\ud800b",
]
