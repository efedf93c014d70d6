import { describe, expect, it } from 'vitest';
import { FILE_EXTENSIONS, isMediaTypePlausible, sniffMediaType } from './media-types';

const bytes = (text: string) => new TextEncoder().encode(text);
const DOCX = Object.keys(FILE_EXTENSIONS).find((type) => FILE_EXTENSIONS[type] === 'docx')!;

describe('media types', () => {
  it.each([
    ['%PDF-1.7\n', 'application/pdf'],
    ['<!DOCTYPE html><html>', 'text/html'],
    ['<?xml version="1.0"?><svg/>', 'image/svg+xml'],
    ['Положение о клубе', 'text/plain'],
    ['PK\u0003\u0004....word/document.xml', DOCX],
    ['PK\u0003\u0004....', 'application/zip'],
    ['\u0000\u0001', 'application/octet-stream'],
    ['', 'text/plain'],
  ])('tells %j as %s', (text, type) => {
    expect(sniffMediaType(bytes(text))).toBe(type);
  });

  it('does not trip over a character cut at the edge of its window', () => {
    expect(sniffMediaType(bytes(`a${'ж'.repeat(5000)}`))).toBe('text/plain');
  });

  it('refuses a page that calls itself a picture and bytes that call themselves text', () => {
    expect(isMediaTypePlausible('image/png', bytes('<html><script>'))).toBe(false);
    expect(isMediaTypePlausible('text/plain; charset=utf-8', new Uint8Array([0, 1, 2]))).toBe(false);
    expect(isMediaTypePlausible('application/pdf', bytes('PK\u0003\u0004'))).toBe(false);
  });

  it('lets JSON and calendars be text, a package be a zip, an unknown type be anything', () => {
    expect(isMediaTypePlausible('application/json', bytes('{"a":1}'))).toBe(true);
    expect(isMediaTypePlausible('text/calendar', bytes('BEGIN:VCALENDAR'))).toBe(true);
    expect(isMediaTypePlausible(DOCX, bytes('PK\u0003\u0004....'))).toBe(true);
    expect(isMediaTypePlausible('application/x-own', bytes('%PDF-1.7'))).toBe(true);
  });
});
