/** Runs before the first paint, so that a dark page does not flash. */
try {
  const theme = localStorage.getItem('explorer.theme');
  if (theme !== null) {
    document.documentElement.dataset.theme = JSON.parse(theme);
  }
} catch {
  // The page shows the system's theme.
}
