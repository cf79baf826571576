/** Returns whether the page is laid out from right to left. Left and right arrow keys are then swapped. */
export const isPageRightToLeft = (): boolean => document.documentElement.dir === 'rtl';
