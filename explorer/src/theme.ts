/** Runs before anything is painted, so that a page that was made dark does not flash. */
try {
  const theme = localStorage.getItem('explorer.theme');
  if (theme !== null) {
    document.documentElement.dataset.theme = JSON.parse(theme);
  }
} catch {
  // The system's theme is shown.
}
