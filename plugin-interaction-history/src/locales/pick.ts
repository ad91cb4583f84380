/** The words for a locale: its own (`pt-BR`), else its language's (`pt`), else English. @param locale a BCP 47 tag */
export function pick<W>(words: Readonly<Record<string, W>>, locale: string, english: W): W {
  return words[locale] ?? words[locale.split('-')[0]?.toLowerCase() ?? ''] ?? english;
}
