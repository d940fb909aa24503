/** A drawing of lucide-static, imported with `?raw` where it is used, so that only drawings in use are shipped. */
export function Icon({ of, size = 1.5 }: { readonly of: string /** In rem. */; readonly size?: number }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      // The drawing is a file of ours, never anyone's words.
      dangerouslySetInnerHTML={{ __html: insideOf(of) }}
    />
  );
}

function insideOf(drawing: string): string {
  const open = drawing.indexOf('<svg');
  return drawing.slice(drawing.indexOf('>', open) + 1, drawing.lastIndexOf('</svg>'));
}
