/** The pages of Google's console that lead to a client file, in the order of the steps. Main holds their addresses. */
export const setupSteps = ['project', 'api', 'consent', 'audience', 'client'] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Why a client file is not the right one. A client of type "Web application" is the most common mistake. */
export type ClientFileFault = 'notJson' | 'webClient' | 'serviceAccount' | 'notAClientFile';
