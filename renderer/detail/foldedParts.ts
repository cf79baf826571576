import type { DescriptionPart } from '../../shared/model.ts';

/** Returns the beginning of a description, cut between words; null if it is short enough to be shown completely. */
export const foldedParts = (
  parts: readonly DescriptionPart[],
  mostCharacters: number,
  mostLines: number,
): readonly DescriptionPart[] | null => {
  const folded: DescriptionPart[] = [];
  let characters = 0;
  let lines = 0;
  for (const part of parts) {
    let kept = '';
    for (const word of part.text.split(/(?<=\s)/)) {
      const breaks = word.split('\n').length - 1;
      if (characters + word.length > mostCharacters || lines + breaks > mostLines) {
        const end = part.kind === 'text' && characters === 0 ? word.slice(0, mostCharacters) : kept.trimEnd();
        return [...folded, { kind: 'text', text: `${end}…` }];
      }
      kept += word;
      characters += word.length;
      lines += breaks;
    }
    folded.push(part);
  }
  return null;
};
