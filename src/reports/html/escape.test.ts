import fc from 'fast-check';
import { expect, test } from 'vitest';
import tableScript from './browser/table.js?raw';
import { html } from './element.ts';
import { attribute, label, plain, scriptJson, textHtml, UNSEEN } from './escape.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '`',
        '<!--',
        '</script>',
        '<script>',
        ']]>',
        '\u001b[31m',
        '\u202e',
        'a',
        '\n',
        '\0',
      ),
    )
    .map((parts) => parts.join('')),
);

/** What a browser makes of text without tags. */
const decoded = (text: string) => text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

test('text as HTML holds no tag but the marks of unseen characters, and no bare ampersand', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const without = textHtml(text).replace(/<span class="unseen">\\u[0-9a-f{}]+<\/span>/g, '');
      expect(without).not.toMatch(/[<>"'`]/);
      expect(without).not.toMatch(/&(?!#\d+;)/);
    }),
  );
});

test('text without unseen characters comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(decoded(textHtml(text))).toBe(text);
    }),
  );
});

test('an attribute can not be left', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(attribute(text)).not.toMatch(/[<>"'`\n]/);
    }),
  );
});

test('no control, direction or tag character is left in any form', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      for (const shown of [textHtml(text), attribute(text), plain(text)]) {
        expect(shown).not.toMatch(/[^\P{Cc}\n\t]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]|[\u{e0000}-\u{e007f}]/u);
      }
    }),
  );
});

test('unseen characters are shown by their code', () => {
  expect(textHtml('a\u001b[31mb')).toBe('a<span class="unseen">\\u001b</span>[31mb');
  expect(plain('user\u202egpj.exe')).toBe('user\\u202egpj.exe');
  expect(plain('hi\u{e0041}')).toBe('hi\\u{e0041}');
  expect(plain('👩‍👩‍👧 می‌خواهم')).toBe('👩‍👩‍👧 می‌خواهم');
});

test("the page's script takes the same characters for unseen", () => {
  const [, source, flags] = /UNSEEN =\s+\/\((.*)\)\/(\w+);/.exec(tableScript)!;
  expect({ source, flags }).toEqual({ source: UNSEEN.source, flags: UNSEEN.flags });
});

test('JSON in a script element ends no element, opens no comment, and comes back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), hostile, (value, text) => {
      const source = scriptJson({ value, text });
      expect(source).not.toMatch(/[<>\u2028\u2029]/);
      expect(JSON.parse(source)).toEqual(JSON.parse(JSON.stringify({ value, text })));
    }),
  );
});

test('a label is cut between characters', () => {
  expect(label('😀'.repeat(100))).toBe(`${'😀'.repeat(24)}…${'😀'.repeat(25)}`);
});

test('a template escapes by place', () => {
  const text = '"><img src=x onerror=alert(1)>';
  expect(html`<a title="${text}">${text}</a>`.source).toBe(
    '<a title="&#34;&#62;&#60;img src=x onerror=alert(1)&#62;">&#34;&#62;&#60;img src=x onerror=alert(1)&#62;</a>',
  );
  expect(html`<b>${[html`<i>${'<'}</i>`, '<', undefined, false, 0]}</b>`.source).toBe('<b><i>&#60;</i>&#60;0</b>');
});
