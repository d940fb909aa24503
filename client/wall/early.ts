/**
 * Asks for the wall while the page's own code is still on its way, where the server did not write it into the page: over
 * a thin network, a whole round trip sooner. A file of its own, since no script is written inside a page; a plain script that imports nothing, since
 * anything it imported would have to come first.
 */
{
  const token = location.pathname.slice('/wall/'.length) || location.hash.slice(1).split('&')[0];
  let kept = false;
  try {
    kept = localStorage.getItem(`regie.wall.${token}`) !== null;
  } catch {
    // Storage refused: there is nothing kept.
  }
  if (token && !kept) {
    const sentMs = Date.now();
    const answer = fetch('/wall/state', { headers: { Authorization: `Bearer ${token}` } });
    // Handled by whoever takes it; on its own a failure is no news.
    answer.catch(() => undefined);
    window.regieWall = { sentMs, answer };
  }
}
