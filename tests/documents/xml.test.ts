import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  childElements,
  descendants,
  firstChild,
  parseXml,
  scanXml,
  textContent,
} from '../../src/documents/xml.ts';
import { DocumentError } from '../../src/errors.ts';
import { expectRefusal } from '../support/expect-refusal.ts';

const source = { uri: 'test.docx', part: 'part.xml' };
const parse = (text: string, prefixes = {}) => parseXml(text, { ...source, prefixes });

describe('XML', () => {
  it('becomes a tree of elements and text', () => {
    const root = parse(
      '\ufeff<?xml version="1.0"?><a x="1"><!-- no -->t&amp;<b/>u<![CDATA[<v>]]></a>',
    );
    expect(root).toMatchObject({ name: 'a', attributes: { x: '1' } });
    expect(root.children).toMatchObject(['t&', { name: 'b', children: [] }, 'u<v>']);
    expect(textContent(root)).toBe('t&u<v>');
  });

  it('is named by its namespaces, whatever its own prefixes are', () => {
    const prefixes = { 'urn:words': 'w', 'urn:links': 'r' };
    const root = parse(
      '<x:p xmlns:x="urn:words" xmlns:y="urn:links" x:val="1" y:id="2" plain="3"><t xmlns="urn:words"/><t xmlns="urn:other"/></x:p>',
      prefixes,
    );
    expect(root.name).toBe('w:p');
    expect(root.attributes).toMatchObject({ 'w:val': '1', 'r:id': '2', plain: '3' });
    expect(childElements(root).map(({ name }) => name)).toEqual(['w:t', 't']);
  });

  it('can be looked through', () => {
    const root = parse('<a><b>1</b><c><b>2</b></c><b>3</b></a>');
    expect(childElements(root, 'b').map(textContent)).toEqual(['1', '3']);
    expect(descendants(root, 'b').map(textContent)).toEqual(['1', '2', '3']);
    expect(textContent(firstChild(root, 'c')!)).toBe('2');
    expect(firstChild(undefined, 'c')).toBeUndefined();
  });

  it('keeps white space and separators, and no carriage returns or controls', () => {
    expect(textContent(parse('<a> x\r\n\u2028y\u0085&#13;&#10;z&#13;.\u0001!&#x1F600; </a>'))).toBe(
      ' x\n\u2028y\u0085\nz\n.!😀 ',
    );
  });

  it('leaves out what is not asked for, with all that is in it', () => {
    const text = '<a><b><c/>no</b>t<b/>u<c>v</c></a>';
    const root = parseXml(text, { ...source, leaveOut: new Set(['b']) });
    expect(root.children).toMatchObject(['tu', { name: 'c', children: ['v'] }]);
  });

  it('can be scanned without a tree', () => {
    const events: string[] = [];
    scanXml('<a><b c="1">t</b></a>', source, {
      open: (name, attributes) => events.push(`<${name} ${Object.values(attributes)}`),
      text: (value) => events.push(value),
      close: (name) => events.push(`/${name}`),
    });
    expect(events).toEqual(['<a ', '<b 1', 't', '/b', '/a']);
  });
});

describe('XML that is not well-formed', () => {
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['nothing', ''],
    ['no markup', 'text'],
    ['a text that was cut', '<a><b>text'],
    ['a tag that was cut', '<a><b c="'],
    ['an end that was cut', '<a>text</a'],
    ['an end tag of another element', '<a><b></c></a>'],
    ['crossed elements', '<a><b></a></b>'],
    ['an entity that it does not have', '<a>&nbsp;</a>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['text after its end', '<a/>text'],
    ['a reference to what is no character', '<a>&#1;</a>'],
    ['an end tag too many', '<a/></b>'],
    ['a name that is none', '<a><1/></a>'],
    ['a comment that does not end', '<a><!-- </a>'],
  ])('is refused, without a word on the console: %s', async (_, text) => {
    const said = (['log', 'warn', 'error'] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation(() => {}),
    );
    await expectRefusal(
      Promise.resolve().then(() => parse(text)),
      'damaged',
      /part\.xml/,
    );
    for (const level of said) expect(level).not.toHaveBeenCalled();
  });

  it('is refused where it declares entities, before they are expanded', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;">]><a>&c;</a>`;
    const outside = `<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>`;
    for (const text of [bomb, outside]) {
      await expectRefusal(
        Promise.resolve().then(() => parse(text)),
        'damaged',
        /entities of its own/,
      );
    }
    expect(
      textContent(parse('<!DOCTYPE a PUBLIC "-//X//DTD X//EN" "http://x.test/x.dtd"><a>b</a>')),
    ).toBe('b');
  });

  it('is refused where it is nested too deeply', async () => {
    const nest = (depth: number) => `${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}`;
    await expectRefusal(
      Promise.resolve().then(() => parse(nest(1001))),
      'too-complex',
      /nested/,
    );
    expect(descendants(parse(nest(1000)), 'a')).toHaveLength(999);
  });

  it('passes on what a handler says', async () => {
    const limit = new DocumentError('too-large', 'test: no');
    const scan = async () =>
      scanXml('<a/>', source, {
        open() {
          throw limit;
        },
        close() {},
      });
    await expect(scan()).rejects.toBe(limit);
  });
});
