/** Whether the page is laid out from right to left: left and right keys then lead the other way. */
export const isPageRightToLeft = (): boolean => document.documentElement.dir === 'rtl';
