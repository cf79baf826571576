import type { LinkRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import { refOf } from '../data/occurrence.ts';
import { useAct } from '../ui/act.ts';

/** Opens a link of the meeting by what it is; main knows the address. */
export const useOpen = (): ((occurrence: Occurrence, link: LinkRef['link']) => void) => {
  const act = useAct();
  return (occurrence, link) => act(window.jarvis.meeting.openLink({ ...refOf(occurrence), link }));
};
