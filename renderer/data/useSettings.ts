import { useCallback, useEffect, useRef, useState } from 'react';
import type { Settings } from '../../shared/settings.ts';
import type { Problem } from '../../shared/problems.ts';
import { useStart } from './start.ts';

export interface SettingsState {
  readonly settings: Settings | null;
  readonly problem: Problem | null;
  readonly change: (part: Partial<Settings>) => void;
}

/**
 * The settings. A choice is shown at once and undone if it fails. A choice that only could not be saved stays in effect;
 * main's signal says so.
 */
export const useSettings = (): SettingsState => {
  const told = useStart()?.settings ?? null;
  const isTold = useRef(told !== null);
  const [settings, setSettings] = useState<Settings | null>(told);
  const [problem, setProblem] = useState<Problem | null>(null);
  const saved = useRef<Settings | null>(told);
  /** Choices without a reply so far. An older reply must not replace them. */
  const mine = useRef<{ readonly asked: number; readonly part: Partial<Settings> }>({ asked: 0, part: {} });
  useEffect(() => {
    const hear = (settings: Settings): void => {
      saved.current = settings;
      setSettings({ ...settings, ...mine.current.part });
    };
    const stop = window.jarvis.settings.onChanged(hear);
    const isKnown = isTold.current;
    isTold.current = false;
    if (isKnown) return stop;
    void window.jarvis.settings.get().then((reply) => {
      if (reply.ok) hear(reply.value);
      else setProblem(reply.problem);
    });
    return stop;
  }, []);
  const change = useCallback((part: Partial<Settings>) => {
    mine.current = { asked: mine.current.asked + 1, part: { ...mine.current.part, ...part } };
    setSettings((current) => (current === null ? null : { ...current, ...part }));
    void window.jarvis.settings.set(part).then((reply) => {
      const asked = mine.current.asked - 1;
      mine.current = { asked, part: asked === 0 ? {} : mine.current.part };
      setProblem(reply.ok ? null : reply.problem);
      if (reply.ok) saved.current = reply.value;
      setSettings(saved.current === null ? null : { ...saved.current, ...mine.current.part });
    });
  }, []);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (settings === null || settings.theme === 'system') delete dataset.theme;
    else dataset.theme = settings.theme;
  }, [settings]);
  return { settings, problem, change };
};
