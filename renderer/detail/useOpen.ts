import type { LinkRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import { refOf } from '../data/occurrence.ts';
import { useAct } from '../ui/act.ts';

/** Returns a function that opens a link of a meeting. It names the link; main looks up the address. */
export const useOpen = (): ((occurrence: Occurrence, link: LinkRef['link']) => void) => {
  const act = useAct();
  return (occurrence, link) => act(window.jarvis.meeting.openLink({ ...refOf(occurrence), link }));
};
