; What the app registered for its links (main/desktop/claimLinks.ts) goes with it.
!macro customUnInstall
  DeleteRegKey HKCU "Software\Classes\jarvis-calendar"
!macroend
