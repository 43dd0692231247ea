import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/documents/decode-text.ts';
import { DocumentError } from '../../src/errors.ts';
import { encodeText, encodeWide } from '../support/encode-text.ts';

const bytes = (...parts: (string | number)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.of(part))),
  );

const decode = (...parts: (string | number)[]) => decodeText(bytes(...parts), 'notes/a.txt');

const texts = {
  german:
    'Die Straßen am Bahnhof werden künftig für Fußgänger breiter. Die Bäume am Ufer bleiben, und die Brücke wird erneuert. Über die übrigen Vorschläge wird später entschieden.',
  french:
    "L’été dernier, l'école a été rénovée. Les élèves étaient accueillis dans un bâtiment voisin — « très agréable », disait-on — et le coût s’élève à 3 millions €.",
  polish:
    'W ubiegłym roku gmina postanowiła odnowić dworzec i okoliczne ulice. Piesi otrzymają szersze ścieżki, a drzewa nad rzeką pozostaną.',
  russian:
    'В прошлом году город решил обновить вокзал и соседние улицы. Для пешеходов сделают более широкие дорожки, а деревья у реки останутся.',
  greek:
    'Πέρυσι ο δήμος αποφάσισε να ανακαινίσει τον σταθμό και τους γύρω δρόμους. Οι πεζοί θα έχουν πιο πλατιά μονοπάτια.',
  turkish:
    'Belediye geçen yıl istasyonu ve çevredeki sokakları yenilemeye karar verdi. Yayalar için daha geniş yollar yapılacak ve ağaçlar korunacak.',
  hebrew:
    'בשנה שעברה החליטה העירייה לשפץ את התחנה ואת הרחובות הסמוכים. להולכי הרגל יהיו שבילים רחבים יותר.',
  arabic:
    'قررت البلدية في العام الماضي تجديد المحطة والشوارع المحيطة بها. سيحصل المشاة على ممرات أوسع.',
  japanese:
    '昨年、市は駅とその周りの道路を新しくすることを決めた。歩行者のために広い道が作られ、川のそばの木は残される。',
  korean:
    '지난해 시는 역과 주변 도로를 새로 고치기로 결정했다. 보행자를 위해 더 넓은 길이 만들어지고 강가의 나무는 그대로 남는다.',
  chinese: '去年，市政府决定翻新车站和周围的街道。行人将有更宽的道路，河边的树木会保留下来。',
  traditional: '去年，市政府決定翻新車站和周圍的街道。行人將有更寬的道路，河邊的樹木會保留下來。',
} as const;

describe('decodeText', () => {
  it('decodes UTF-8, and takes the byte order mark away', () => {
    expect(decode('é 中 😀')).toBe('é 中 😀');
    expect(decode(0xef, 0xbb, 0xbf, 'é')).toBe('é');
    expect(decode()).toBe('');
  });

  it.each<[keyof typeof texts, string]>([
    ['german', 'windows-1252'],
    ['french', 'windows-1252'],
    ['german', 'iso-8859-15'],
    ['polish', 'windows-1250'],
    ['polish', 'iso-8859-2'],
    ['russian', 'windows-1251'],
    ['russian', 'koi8-r'],
    ['russian', 'iso-8859-5'],
    ['greek', 'windows-1253'],
    ['greek', 'iso-8859-7'],
    ['turkish', 'windows-1254'],
    ['hebrew', 'windows-1255'],
    ['arabic', 'windows-1256'],
    ['japanese', 'shift_jis'],
    ['japanese', 'euc-jp'],
    ['korean', 'euc-kr'],
    ['chinese', 'gb18030'],
    ['traditional', 'big5'],
  ])('tells the %s text in %s by its bytes', (language, encoding) => {
    const text = texts[language];
    expect(decodeText(encodeText(text, encoding), 'a.txt')).toBe(text);
  });

  it.each(['café', 'Größe: 5 µm', '20 °C', '£5', '“Yes” – no', '§ 5 Abs. 2', '1½ cup', '« oui »'])(
    'takes the few bytes of %s for Windows-1252',
    (text) => {
      expect(decodeText(encodeText(text, 'windows-1252'), 'a.txt')).toBe(text);
    },
  );

  it('finds the encoding of a long text whose first part is ASCII', () => {
    const text = `${'A line of plain words.\n'.repeat(5_000)}${texts.japanese}\n`;
    expect(decodeText(encodeText(text, 'shift_jis'), 'a.txt')).toBe(text);
  });

  it('knows the seven bits of ISO-2022-JP by their switches', () => {
    expect(decode(0x1b, '$B%F%9%H', 0x1b, '(B.')).toBe('テスト.');
  });

  it.each([texts.german, texts.russian, texts.japanese, texts.korean, 'It costs 5 € 😀.'])(
    'decodes text %# in UTF-16 and UTF-32, with and without a mark',
    (text) => {
      for (const [size, bigEndian] of [
        [2, false],
        [2, true],
        [4, false],
        [4, true],
      ] as const) {
        expect(decodeText(encodeWide(text, size, bigEndian), 'a.txt')).toBe(text);
        expect(decodeText(encodeWide(`\ufeff${text}`, size, bigEndian), 'a.txt')).toBe(text);
      }
    },
  );

  it('follows what a document declares where its bytes are of it', () => {
    const text = 'Łódź';
    expect(decodeText(encodeText(text, 'iso-8859-2'), 'a.html', 'ISO-8859-2')).toBe(text);
    expect(decodeText(Buffer.from(text), 'a.html', 'iso-8859-2')).toBe(text);
    const cafe = encodeText('café', 'windows-1252');
    for (const wrong of ['utf-8', 'shift_jis', 'no-such-encoding', 'utf-16']) {
      expect(decodeText(cafe, 'a.html', wrong)).toBe('café');
    }
  });

  it.each([
    ['a character that does not go on', ['a', 0xe2, 0x82, 'b'], '0xE2', 1, 1],
    ['a character cut off at the end', ['abc\n', 0xf0, 0x9f, 0x98], '0xF0', 4, 2],
    ['a character cut off behind others', ['Größe für Öl\n', 0xc3], '0xC3', 17, 2],
    ['an overlong form', ['abc', 0xc0, 0xaf], '0xC0', 3, 1],
    ['a bad byte behind a byte order mark', [0xef, 0xbb, 0xbf, 'a', 0xe9], '0xE9', 4, 1],
    ['a bad byte far inside', ['é\n'.repeat(100_000), 0xa0], '0xA0', 300_000, 100_001],
  ] as [string, (string | number)[], string, number, number][])(
    'says where %s stands',
    (_, parts, byte, offset, line) => {
      expect(() => decode(...parts)).toThrow(DocumentError);
      expect(() => decode(...parts)).toThrow(
        `notes/a.txt is not valid UTF-8: byte ${byte} at offset ${offset} (line ${line}).`,
      );
    },
  );

  it('says of UTF-16 and UTF-32 that break off that they are cut off', () => {
    for (const size of [2, 4] as const) {
      const whole = encodeWide(`\ufeff${texts.german}`, size, false);
      expect(() => decodeText(whole.subarray(0, -1), 'a.txt')).toThrow(/^a\.txt begins like UTF-/);
    }
    expect(() => decode(0xff, 0xfe, 0x3d, 0xd8)).toThrow(/cut off/);
  });

  it('takes bytes that no text has for a sign of a binary file', () => {
    expect(() => decode('a\0b')).toThrow(DocumentError);
    expect(() => decode('a\0b')).toThrow(/^notes\/a\.txt looks like a binary file/);
    expect(() => decode(0x89, 'PNG', 0x1a, 0x07, 0xff)).toThrow(/binary/);
    const noise = Uint8Array.from({ length: 4_096 }, (_, index) => (index * index * 31 + 7) % 251);
    expect(() => decodeText(noise, 'a')).toThrow(/binary/);
  });
});
