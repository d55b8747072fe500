"""Asks PyYAML what it makes of some thousand documents; writes test/fixtures/pyyaml/*.jsonl.

Run by hand with PyYAML 6.0.3: python test/yaml/oracle/make-cases.py  (deterministic; the answers are committed).
Each line: {id, t: text | b: base64 of the bytes, v: value | e: error class}. Values carry their type:
{i: int}, {f: float}, {d: text of a date}, {b: base64}, {m: [[key, value]...]}, {s: set}, {p: [key, value]}, {r: 1} recursion.
"""
import base64, glob, io, json, os, random, sys, yaml

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', '..', 'fixtures', 'pyyaml')
REAL = sorted(glob.glob(os.path.join(HERE, '..', '..', 'fixtures', '*', 'workspace', 'runs', '**', 'manifest.yaml'), recursive=True))


class Stamp(str):
    """The source text of a date that Python's datetime accepts."""


class Loader(yaml.SafeLoader):
    def stamp(self, node):
        self.construct_yaml_timestamp(node)
        return Stamp(node.value)


Loader.add_constructor('tag:yaml.org,2002:timestamp', Loader.stamp)


def marked(value, above=()):
    if id(value) in above:
        raise RecursionError
    above = above + (id(value),)
    kind = type(value)
    if kind is Stamp:
        return {'d': str(value)}
    if value is None or kind in (bool, str):
        return value
    if kind is int:
        return {'i': str(value)}
    if kind is float:
        return {'f': repr(value)}
    if kind is bytes:
        return {'b': base64.b64encode(value).decode()}
    if kind is dict:
        return {'m': [[marked(k, above), marked(v, above)] for k, v in value.items()]}
    if kind is set:
        return {'s': sorted((marked(k, above) for k in value), key=repr)}
    if kind is tuple:
        return {'p': [marked(x, above) for x in value]}
    return [marked(x, above) for x in value]


def ask(data):
    try:  # a text file in UTF-8, as nirs4all opens it
        value = yaml.load(io.TextIOWrapper(io.BytesIO(data), encoding='utf-8'), Loader)
    except Exception as error:
        return {'e': type(error).__name__}
    try:
        return {'v': marked(value)}
    except RecursionError:
        return {'v': {'r': 1}}


SCALARS = {
    'numbers': '''0 -0 +0 1 -1 +1 00 007 017 08 09 0o17 0o8 -017 +017 0_7 0_ 1_000 1__0 1_ _1 0x 0x_ 0x1F 0X1F -0xff +0xfF 0x_1 0b 0b_ 0b101 -0b11 0b2 0B1
        1:30 1:60 1:5 01:30 -1:30 +190:20:30 1:30:59 0:30 1:30.5 190:20:30.15 0:0.0 1:99.5 -1:30.5 1. 1.0 -1.5 +1.5 .5 -.5 +.5 . .. 1.5.2 1e5 1E5 1e+5 1e-5 1.e5 1.e+5
        1.0e5 1.0e+5 1.0E-05 1.0e-05 .5e3 .5e+3 12e03 -2E+05 1_0.5 1_0.5_0 1._5 ._5 5_.3 1.0e+400 1.0e-400 .inf -.inf +.inf .Inf .INF .iNF inf -inf .nan .NaN .NAN +.nan nan
        9007199254740991 9007199254740992 9007199254740993 -9007199254740993 123456789012345678901234567890 0xFFFFFFFFFFFFFFFFFF 0777777777777777777777777 123e45 123e4567
        1e1000 0.1 3.141592653589793 1.7976931348623157e+308 5.0e-324 2.2250738585072014e-308 - + -- 1- 1,000 1.000,5 0.0 -0.0 0e0 0.e+0 0x1.8p3 1+1 12345678901234567890:30''',
    'words': '''y Y n N yes Yes YES yEs no No NO nO true True TRUE tRue t T false False FALSE f on On ON oN off Off OFF null Null NULL nULL ~ ~~ none None nil Null_ undefined NaN
        yes. true1 = == << <<< <= => @a `a %a !a &a *a |a >a ?a :a -a ,a ]a }a [a {a 'a "a #a a#b a:b a::b ::a a: ?:a -:a a?b {} [] {]''',
    'dates': '''2001-12-14 2001-2-4 2001-13-01 2001-02-30 2000-02-29 1900-02-29 0000-01-01 0001-01-01 9999-12-31 2001-12-14T21:59:43Z 2001-12-14t21:59:43.10-05:00 2001-12-14T21:59:43.
        2001-12-14T24:00:00 2001-12-14T23:60:00 2001-12-14T23:59:60 2001-12-14T1:02:03 2001-1-1T1:02:03 2001-12-14T21:59:43+24 2001-12-14T21:59:43+23:59 2001-12-14T21:59:43+23:60
        2001-12-14T21:59:43+5 2001-12-14T21:59:43+05:3 2001-12-14T21:59 20011214 2001-12 12-14-2001 2001-12-14T 2001-12-14Z 21:59:43 1:2:3 2026-01-06T10:00:03.973441+00:00''',
}
SPACED = ['2001-12-14 21:59:43', '2001-12-14 21:59:43.10 -5', '2001-12-14  1:02:03 Z', '2001-12-14\n  21:59:43', 'yes no', '1 2', '- 1', 'a b  c', 'a # b', 'a #b', 'a: b', 'a :b', 'a\n  b', 'a\n\n\n  b', 'a  \n  b  \n', '? a', 'a\n  - b', 'a\n  # b\n  c', 'a\n # b']
BLOCKS = ['|\n  a\n  b\n', '>\n  a\n  b\n', '|-\n  a\n\n\n', '|+\n  a\n\n\n', '>-\n  a\n   b\n  c\n', '>+\n  a\n\n  b\n\n', '|2\n   a\n  b\n', '>1\n  a\n b\n', '|-1\n  a\n', '|1-\n  a\n', '|0\n a\n', '|10\n a\n', '| # c\n  a\n', '|#c\n  a\n', '|\n\n\n  a\n', '|\n   \n  a\n', '|\n    \n  a\n',
          '>\n\n  a\n\n   b\n\n  c\n', '>\n  a\n  \tb\n  c\n', '|\n', '>\n\n', '|+\n\n\n', '|\n  a', '>\n  a\n  b', '|\n a\n  b\n   c\n', '|\n  a\n # c\n', '|\n  # a\n  b\n', '|x\n  a\n', '|\t\n  a\n', '>\n  a  \n  b \n', '|-\n\n  a\n', '|+\n', '|++\n  a\n', '>\n  a\u2028  b\n', '|\n  a\x85  b\n', '|\n\ta\n', '>2\n    a\n  b\n\n    c\n', '|  \n  a\n', '>\n   a\n  b\n']
QUOTED = ["''", '""', "'a'", '"a"', "'it''s'", "'a'b'", "'a' 'b'", '"a\\"b"', '"\\x41\\u00e9\\U0001f600"', '"\\ud83d\\ude00"', '"\\ud800"', '"\\U00110000"', '"\\x4"', '"\\u12"', '"\\q"', '"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\/\\\\\\N\\_\\L\\P"', "'a\n  b'", '"a\n  b"', '"a\n\n  b"', '"a \n b"', '"a\\\n  b"', '"a\\\n  \\ b"', '"a \\\n\n  b"', "'a\nb'", '"a\nb"', "'a\n\n\n  b  '", "' a '", "'a\\n'", '"a\n--- b"', "'a\n--- b'", "'\n---\n'", "'\n...\n'", '"a\tb"', "'a\tb'", '"a\\\tb"', "'a", '"a', "'a'#b", "'a' #b", '"\x85"', "'a\u2028b'", "'a\x85 b'", "'#'", "'a: b'", "'- a'", "''''", "'''", '"\\"', '"\\\\"', "'a'\n  b", '"a":b', "'a':b", "'a'\t", '" \n "', "'\n'", "'  \n\n  '", '"\\\n"', '"\\x4_"', '"\\u00 1"']
FLOW = ['[a, b]', '[a, b,]', '[a,, b]', '[,a]', '[]', '{}', '[ ]', '{ }', '[[], {}]', '{a: 1}', '{a: 1, b}', '{a, b: }', '{a:1}', '{"a":1}', "{'a':1}", '{a: {b: [c]}}', '[a: 1]', '[a: 1, b: 2]', '[? a : b]', '{? a : b}', '{? a}', '{[a]: b}', '{{a: b}: c}', '[a\n  b]', '[a,\nb]', '{a\n  : b}', '{a b\n  c: d}', '[a?b]', '[a ?b]', '[?a]', '{?a: b}', '[:a]', '[a:]', '{a:}', '{:a}', '[a:b]', '[-a]', '[-]', '[- a]', '[a #c\n, b]', '[a#c]', '[a, b', '[a, b}', '{a: b', 'a]', '[a]b', '[a] #c', '[a]#c', '[|\n a]', "['a', \"b\"]", '[a, [b, [c]]]', '[*a]', '[!!str 1, !!int "2"]', '{a: b: c}', '[a b, c  d]', '{a: [b\n]}', '[\n]', '{\n}', '[a\n]', '[---]', '[\n---\n]', '[a\t, b]', '[\ta]', '{a:\tb}', '{"a" : 1}', '{"a"\n: 1}', '["a"\n: 1]', '[a\n: 1]', '{, a}', '{a: ,}', '{a: , b: }', '[%a]', '[@a]', '[a@b]', '[a%b]', '[a&b]', '[a*b]', '[a|b]', '[a>b]', "[a'b]", '[a!b]', '[-1, +2]', '{1: 2}', '{null: 1, ~: 2}', '{: 1}', '{a: !!str , b: 1}']
DOCS = ['', ' ', '\n', '# c', '# c\n', '---', '---\n', '--- a', '--- a: b', '--- - a', '---\na: 1', '---\na: 1\n...', '---\na: 1\n...\n', 'a: 1\n---\nb: 2', 'a: 1\n---', 'a: 1\n...\n', 'a: 1\n...\n# c', 'a: 1\n... b', 'a: 1\n...\nb: 2', '...', '...\n', '%YAML 1.1\n---\na: 1', '%YAML 1.2\n---\na: 1', '%YAML 2.0\n---\na: 1', '%YAML 1.1\na: 1', '%YAML\n---\na', '%YAML 1.1 x\n---\na', '%FOO bar\n---\na: 1', '%TAG !e! tag:yaml.org,2002:\n---\na: !e!int "1"', '%TAG ! tag:yaml.org,2002:\n---\n!int "1"', '%TAG !e! !x\n%TAG !e! !y\n---\na', '%YAML 1.1\n%YAML 1.1\n---\na', '%\n---\na',
        '\ufeffa: 1', '\ufeff', '\ufeff\ufeffa: 1', 'a: \ufeff', 'a: b\ufeffc', '\ufeff---\na: 1', '\ufeff# c\na: 1', 'a: 1\n\ufeffb: 2', "a: '\ufeff'", 'a: 1\r\nb: 2\r\n', 'a: 1\rb: 2\r', 'a: |\r\n  b\r\n  c\r\n', 'a: "b\r\n  c"\r\n', 'a: b\r\n  c\r\nd: e', 'a: 1\x85b: 2', 'a: 1\u2028b: 2', 'a: 1\u2029b: 2', 'a: b\x85  c', 'a: b\u2028  c', 'a: b\n\u2028  c', '# c\u2028a: 1', 'a: \x00', 'a: \x07', 'a: \x1b', "a: '\x7f'", '# \x01', 'a: \x80', 'a: \x9f', 'a: \xa0', 'a: \xad', 'a: \ufffd', 'a: \ufffe', 'a: \uffff', 'a: \U0001f600', 'a: \U0010ffff', 'é: à', 'a: é b', '日本: 語',
        'a:\t1', 'a: 1\t', 'a: 1\t# c', '\ta: 1', 'a:\n\tb: 1', 'a:\n  b: 1\n\tc: 2', '-\ta', '- \ta', 'a: b\tc', 'a: b\n\tc', 'a: b\n  c\td', '# \t\na: 1', 'a: 1 #\tc', '\t', 'a:\n \t\n b: 1', 'a: 1\n\t\nb: 2', '\t# c\na: 1', '?\ta', 'a\t: b', "'a'\t: b",
        'a', 'a:', 'a: ', ':', ': a', ':a', '?', '? a', '? a\n: b', '? a\n: b\n? c\n: d', '? a\n? b', '? a\n:b', '? - a\n: b', '? {a: b}\n: c', '? [a]\n: b', '? |\n  a\n: b', "? ''\n: a", '? a\n  b\n: c', '? a: b\n: c', '?a: b', '? a\n:\n  - b\n', '? a\n: - b\n  - c', '? a\n: b: c\n  d: e', '?\n: a', '? a\nb: c', 'b: c\n? a\n: d', '?  a\n:  b', '- ? a\n  : b', '- ? a', '-', '- ', '-a', '- a\n-b', '- a\n- b', ' - a\n - b', '- a\n - b', ' - a\n- b', '- - a\n  - b', '- - a\n - b', '-   - a\n    - b', '- a: 1\n  b: 2', '- a: 1\n   b: 2', '- a: 1\n b: 2', '-\n  a: 1', '-\n- a', '- \n  - a', 'a:\n- b\n- c', 'a:\n  - b\n  - c', 'a:\n  - b\n - c', 'a:\n - b\n  - c', 'a: - b', 'a:\n- b\nc: d', 'a:\n- b\n c: d', 'a:\n  b: c\n d: e', 'a:\n b: c\n  d: e', ' a: 1\n b: 2', ' a: 1\nb: 2', 'a: 1\n b: 2', 'a: b: c', 'a: b:', 'a:: b', 'a: b\nc', 'a: b\nc\nd: e', 'a\nb: c', 'a b: c', 'a: b # c\nd: e', 'a: #b', 'a:#b', 'a: b#c', '#a: b', 'a: [b]\n c', 'a:\n  b', 'a:\nb', 'a:\n\n\n  b: 1\n\n', 'a: 1\n\nb: 2\n', 'a:\n  # c\n  b: 1\n # d\nc: 2', "'a': 1", '"a": 1', "'a' : 1", "'a':1", "'a\n  b': 1", '"a\\n": 1', 'a : 1', 'a :1', '[a]: 1', '{a: b}: 1', '[]: 1', '{}: 1', '- [a]: 1', '- a\nb: c', 'a: 1\n- b', '@a: 1', '`a: 1', '%a: 1', 'a: %b', '!a: 1', '|: 1', '>: 1', 'a: |b', '"a" b: 1', 'a: "b" c', "a: 'b'\n  c", 'a: "b"\n"c": d', 'a: "b", c', 'a: ]', 'a: }', 'a: ,', '- ]', 'a, b: c', 'a] : b', '- - - a', '- - - ', '- a: - b', '- a: b: c', 'a: ---', '--- ---', '----', '---a', '--- # c\na', '.a', 'a: ...', ' ---', 'a: 1\n ---\n', 'a: b\n---', 'a: b\n  ---', 'a: b\n---c', 'a: b\n...c']
KEYS = ['1: a', '1: a\n1: b', '01: a\n1: b', "1: a\n'1': b", "'1': a\n1: b", '1: a\n1.0: b', '1: a\ntrue: b', 'true: a\nyes: b', 'null: a\n~: b', "null: a\n'null': b", '1.5: a', '.inf: a', '.nan: a', '2001-12-14: a', "2001-12-14: a\n'2001-12-14': b", '-1: a', '0x10: a\n16: b', '1_0: a', '9007199254740993: a', '1:30: a', '1e3: a\n1000: b', 'a: 1\na: 2', "a: 1\n'a': 2", 'a: 1\n"a": 2\na: 3', '__proto__: 1', '__proto__: {a: 1}', '__proto__:\n  a: 1', 'constructor: 1', 'toString: 1\nvalueOf: 2', 'hasOwnProperty: 1', '? __proto__\n: 1', '{__proto__: 1}', '=: 1', '= : 1', 'a: =', '- =', '<<: {a: 1}', '<<: {a: 1}\na: 2', 'a: 2\n<<: {a: 1}', '<<: [{a: 1}, {a: 2, b: 3}]', '<<: {a: 1}\n<<: {a: 2}', '<<: 1', '<<: [1]', '<<: []', '<<: {}', '<<:', "'<<': {a: 1}", '!!str <<: {a: 1}', 'x: <<', '- <<', '<<: {<<: {a: 1}, b: 2}', 'b: &b {x: 1, y: 2}\nc:\n  <<: *b\n  y: 3', 'b: &b {x: 1}\nd: &d {x: 2, z: 3}\nc: {<<: [*b, *d]}', '<<: &a {b: 1}\nc: *a', '<<: {1: a}\n1: b', '!!int "1": a', '"": a', "'': a\n? ''\n: b", 'a' * 1024 + ': 1', 'a' * 1025 + ': 1', '? ' + 'a' * 1025 + '\n: 1', '"' + 'a' * 1023 + '": 1', '{' + 'a' * 1025 + ': 1}', '- ' + 'a' * 1025 + ': 1', 'é' * 1024 + ': 1', '😀' * 600 + ': 1', '😀' * 1025 + ': 1']
TAGS = ['!!str 1', '!!str', '!!str [a]', '!!int 1', '!!int "017"', '!!int a', '!!int ""', '!!int 1.5', '!!int " 5 "', '!!float 1', '!!float "1e5"', '!!float 1_0', '!!float a', '!!float .inf', '!!bool "yes"', '!!bool "YeS"', '!!bool y', '!!bool 1', '!!null a', '!!null ""', '!!timestamp 2001-12-14', '!!timestamp "2001-1-1"', '!!timestamp a', '!!binary aGk=', '!!binary "aGk"', '!!binary |\n  aGVs\n  bG8=', '!!binary "a$Gk="', '!!binary ""', '!!binary é', '!!seq [a]', '!!seq a', '!!seq {a: b}', '!!seq', '!!map {a: b}', '!!map [a]', '!!map', '!!set {a, b}', '!!set {a: 1}', '!!set\n? a\n? b', '!!set [a]', '!!set {[a]}', '!!omap [a: 1, b: 2]', '!!omap [a: 1, a: 2]', '!!omap [a]', '!!omap {a: 1}', '!!omap [{a: 1, b: 2}]', '!!omap []', '!!omap\n- a: 1\n- b: 2', '!!pairs [a: 1, a: 2]', '!!pairs [[a]: 1]', '!!pairs [{}]', '!!pairs [<<: 1]', '!!value =', '!!merge <<', '!!yaml a', '!!python/tuple [1]', '!!python/object/apply:os.system ["true"]', '!!python/name:os.system', '!foo a', '!foo', '!foo [a]', '! a', '! 1', '! "1"', "! '1'", '! [a]', '!', '!<tag:yaml.org,2002:str> 1', '!<!foo> a', '!<tag:yaml.org,2002:int> "1"', '!<> a', '!<a', '!e!a b', '!! a', '!!str,', '!!str #c', '!!st%72 1', '!!str%', '!a#b c', '!!str!a b', '!!str\n1', '!!str &a 1', '&a !!str 1', '!!str !!str 1', '!!map\n  a: 1', '!!seq\n- a', '!!int\n', '!!str\ta', '{!!str a: 1}', '!!str a: 1', '&x !!str a: 1', '[!!str]', '[!!str , a]', '!!Str a', '!!INT 1']
ANCHORS = ['&a b', '&a', '[&a b, *a]', 'a: &x 1\nb: *x', 'a: &x [1]\nb: *x\nc: *x', 'a: *x', '&a [*a]', '&a {a: *a}', 'a: &x 1\nb: &x 2', 'a: &x 1\nb: &x 2\nc: *x', '&a: b', '&a b: c', '*a : b', 'x: &a b\n*a : c', 'x: &a b\n*a: c', '&a &b c', '&é a', '&a.b c', '&a-b_1 c\n', '& a', '* a', '*', '&', '*a b', 'x: &a 1\ny: *a #c', 'x: &a 1\ny: *a z', '&a\nb: c', '&a\n- b', '&a - b', 'x: &a\n  b: c\ny: *a', 'x: &a\ny: *a', 'x: &a\n- b\ny: *a', '[&a , *a]', '[&a, *a]', '{&a a: 1, b: *a}', '{*a : 1}', '[*a, 1]', '- &a 1\n- [*a,*a]', '- &a 1\n- {*a: 1}', '- &a 1\n- {*a : 1}', '- &a 1\n- [*a ]', '- &a [x]\n- {? *a : 1}', '- &a |\n  x\n- *a', '- &a "x"\n- *a', '&a [&b {c: *b}]', '- &a [1]\n- &b [*a, *a]\n- &c [*b, *b]\n- *c', '- &a 1\n- !!str *a', '- &a 1\n- &b *a', 'a: &1 x\nb: *1', 'a: &x x\n\nb: *x\n', '&a # c\nb', '- &a\n- *a', '- &a # c\n- *a']


def in_context(text):
    yield 'a: ' + text
    yield '- ' + text
    yield text


def written():
    for name, scalars in SCALARS.items():
        for text in scalars.split():
            yield name, 'a: ' + text + '\n'
            yield name, '- ' + text
            yield name, text + ': a\n'
            yield name, '[' + text + ']'
            yield name, "k:\n  '" + text.replace("'", "''") + "': " + text + '\n  b: c'
    for name, texts in (('spaced', SPACED), ('blocks', BLOCKS), ('quoted', QUOTED), ('flow', FLOW), ('tags', TAGS), ('anchors', ANCHORS)):
        for text in texts:
            for document in in_context(text):
                yield name, document
            yield name, 'k:\n  a: ' + text.replace('\n', '\n  ') + '\n  z: 1\n'
            if name in ('quoted', 'flow', 'blocks'):
                yield name, text + ': 1'
                yield name, '- - ' + text + '\n  - 2\n'
    for text in DOCS:
        yield 'documents', text
    for text in KEYS:
        yield 'keys', text
        yield 'keys', 'k:\n  ' + text.replace('\n', '\n  ') + '\nz: 1\n'
    yield 'depth', '[' * 90 + ']' * 90
    yield 'depth', '\n'.join('  ' * n + 'a:' for n in range(90))
    for data in (b'a: \xff', b'a: \xc3', b'a: \xc3\n', b'a: \xc0\xaf', b'a: \xed\xa0\x80', b'a: \xf4\x90\x80\x80', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'a: \xe2\x82', b'\x80', b'a: \xf0\x9f\x98\x80'):
        yield 'encoding', data


WORDS = ['', 'a', 'yes', 'n', 'null', '~', '1', '0', '017', '1.5', '1e5', '123e45', '1:30', '2001-12-14', "it's", 'a: b', 'a #b', '- a', '#', ' a', 'a ', 'a\n', 'a\nb', '\n', 'é', '日本', '\x85', '\u2028', '\ufeff', '\t', 'a\tb', '\x07', '"', '\\', '[a]', '{', '%a', '@', '`', '!', '&a', '*a', '?', '? a', ':', '-', '=', '<<', '...', '---', '😀', 'word ' * 30, 's1.MinMax[src=0]>' * 12, 'x' * 140, "a 'b' " * 20, 'a\n b\n' * 6, '\u00a0', 'a:b', 'sha256:00', '0x1F', '.5', '.inf', '__proto__']


def random_value(rng, depth):
    roll = rng.random()
    if depth > 0 and roll < 0.3:
        return {random_key(rng): random_value(rng, depth - 1) for _ in range(rng.randint(0, 4))}
    if depth > 0 and roll < 0.5:
        return [random_value(rng, depth - 1) for _ in range(rng.randint(0, 4))]
    if roll < 0.75:
        return rng.choice(WORDS)
    return rng.choice([None, True, False, 0, -1, 12, 10 ** 17, 0.5, -1e-5, 1e22, float('inf'), 123456.789, rng.choice(WORDS) + rng.choice(WORDS)])


def random_key(rng):
    # No '1' beside 1: such maps are in KEYS.
    return rng.choice([word for word in WORDS if word not in ('0', '1', '1.5', 'null')]) if rng.random() < 0.7 else rng.choice([0, 1, 7, None, True, 1.5, 'key', 'name'])


def excerpt(rng):
    lines = open(rng.choice(REAL), encoding='utf-8').read().split('\n')
    start = rng.randrange(len(lines))
    part = lines[start:start + rng.randint(3, 16)]
    strip = min(len(line) - len(line.lstrip()) for line in part if line) if any(part) else 0
    return '\n'.join(line[strip:] for line in part) + '\n'


def mutated(rng, text):
    for _ in range(rng.randint(1, 2)):
        lines = text.split('\n')
        row = rng.randrange(len(lines))
        at = rng.randrange(len(text) + 1)
        roll = rng.random()
        if roll < 0.25:
            text = text[:at] + rng.choice(list(' \n:-#\'"[]{},&*!|>%@`?~.\t\\0a=<') + [': ', '- ', ' #', '\n\n', '\u2028', '\x85', '\r\n', '? ', '\x00', '---\n', '...\n']) + text[at:]
        elif roll < 0.4:
            text = text[:at] + text[at + rng.randint(1, 3):]
        elif roll < 0.5:
            text = text[:at]
        elif roll < 0.7:
            lines[row] = ' ' * rng.randint(1, 3) + lines[row]
            text = '\n'.join(lines)
        elif roll < 0.85:
            lines[row] = lines[row][rng.randint(1, 2):]
            text = '\n'.join(lines)
        elif roll < 0.93:
            lines[row:row] = [lines[rng.randrange(len(lines))]]
            text = '\n'.join(lines)
        else:
            del lines[row]
            text = '\n'.join(lines)
    return text


def dumped():
    rng = random.Random(1)
    for n in range(900):
        text = yaml.dump(random_value(rng, 4), default_flow_style=False, sort_keys=False, allow_unicode=n % 2 == 1)
        yield 'dumped', text
        if n % 2:
            yield 'dumped-mutated', mutated(rng, text)


def real():
    rng = random.Random(2)
    for path in REAL[::6]:
        yield 'real', open(path, 'rb').read()
    for n in range(1200):
        text = excerpt(rng)
        yield ('excerpt', text) if n % 12 == 0 else ('excerpt-mutated', mutated(rng, text))


def main():
    counts = {}
    for file, cases in (('written', written()), ('dumped', dumped()), ('real', real())):
        seen = set()
        with open(os.path.join(OUT, file + '.jsonl'), 'w', encoding='ascii', newline='\n') as out:
            for category, document in cases:
                data = document if isinstance(document, bytes) else document.encode('utf-8')
                if data in seen:
                    continue
                seen.add(data)
                counts[category] = counts.get(category, 0) + 1
                case = {'id': '%s-%d' % (category, counts[category])}
                try:
                    case['t'] = data.decode('utf-8')
                except UnicodeDecodeError:
                    case['b'] = base64.b64encode(data).decode()
                case.update(ask(data))
                out.write(json.dumps(case, ensure_ascii=True, separators=(',', ':')) + '\n')
    print(counts, sum(counts.values()), file=sys.stderr)


main()
