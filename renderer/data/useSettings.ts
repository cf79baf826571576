import { useCallback, useEffect, useState } from 'react';
import type { Settings } from '../../shared/contract.ts';
import type { Problem } from '../../shared/problems.ts';

export interface SettingsState {
  readonly settings: Settings | null;
  readonly problem: Problem | null;
  readonly change: (part: Partial<Settings>) => void;
}

/** The settings, shown as chosen at once and put back when they could not be saved. */
export const useSettings = (): SettingsState => {
  const [settings, setSettings] = useState<Settings | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    const stop = window.jarvis.settings.onChanged(setSettings);
    void window.jarvis.settings.get().then((reply) => {
      if (reply.ok) setSettings(reply.value);
      else setProblem(reply.problem);
    });
    return stop;
  }, []);
  const change = useCallback((part: Partial<Settings>) => {
    let before: Settings | null = null;
    setSettings((current) => {
      before = current;
      return current === null ? null : { ...current, ...part };
    });
    void window.jarvis.settings.set(part).then((reply) => {
      setProblem(reply.ok ? null : reply.problem);
      setSettings(reply.ok ? reply.value : before);
    });
  }, []);
  useEffect(() => {
    const { dataset } = document.documentElement;
    if (settings === null || settings.theme === 'system') delete dataset.theme;
    else dataset.theme = settings.theme;
  }, [settings]);
  return { settings, problem, change };
};
