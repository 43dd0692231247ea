import { describe, expect, test } from 'vitest';
import { isListed, parseOrigin, parseOriginRule } from '../src/origins.ts';

describe('an origin', () => {
  test.each([
    ['https://portal.example.org', 'https://portal.example.org'],
    ['HTTPS://Portal.Example.ORG:443', 'https://portal.example.org'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://bücher.example', 'https://xn--bcher-kva.example'],
    ['null', 'null'],
  ])('%s is read as %s', (text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
  });

  test.each([
    '',
    'NULL',
    'portal.example.org',
    'https://',
    'https://portal.example.org/',
    'https://portal.example.org?',
    'https://user@portal.example.org',
    'https://portal.example.org:99999',
    'https://a b',
    'https:\\\\portal.example.org',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://a.example, https://b.example',
  ])('is not %j', (text) => {
    expect(parseOrigin(text)).toBeUndefined();
  });
});

describe('a list of origins', () => {
  const rules = ['https://portal.example.org', 'https://*.example.com', 'http://*.localhost:8080'];

  test('holds what it names, and the names below', () => {
    for (const origin of [
      'https://portal.example.org',
      'https://a.example.com',
      'https://a.b.example.com',
      'http://portal.localhost:8080',
    ]) {
      expect(isListed(origin, rules), origin).toBe(true);
    }
  });

  test('holds nothing that only looks alike', () => {
    for (const origin of [
      'http://portal.example.org',
      'https://portal.example.org:8443',
      'https://portal.example.org.evil.example',
      'https://www.portal.example.org',
      'https://example.com',
      'https://notexample.com',
      'https://a.example.com.evil.example',
      'https://a.example.com:8443',
      'http://a.example.com',
      'http://portal.localhost',
      'null',
    ]) {
      expect(isListed(origin, rules), origin).toBe(false);
    }
    expect(isListed('null', ['null'])).toBe(true);
    expect(isListed('https://a.example', [])).toBe(false);
  });

  test('takes a star for the first names alone', () => {
    expect(parseOriginRule('HTTPS://*.Example.org')).toBe('https://*.example.org');
    for (const text of ['https://*', 'https://*.org', 'https://a.*.org', 'https://*.10.0.0.1']) {
      expect(parseOriginRule(text), text).toBeUndefined();
    }
  });
});
