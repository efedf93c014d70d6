// Line icons, 24 × 24, drawn for this product. Always decorative: the word beside them says the meaning.
const paths = {
  home: 'M4 11.5 12 4.5l8 7M6.5 9.5V19h11V9.5',
  document: 'M6.5 3.5h7.5l4 4v13h-11.5zM13.5 3.5v4.5h4.5M9.5 12.5h5.5M9.5 16h5.5',
  approvals: 'M5 4.5h14v15H5zM8.5 12l2.5 2.5 4.5-5',
  search: 'M10.5 4.5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM15 15l5 5',
  settings: 'M4 7.5h9M17 7.5h3M4 16.5h3M11 16.5h9M15 5.5v4M9 14.5v4',
  verify: 'M12 3.5l7 2.5v5.5c0 4.5-3 7.5-7 9-4-1.5-7-4.5-7-9V6zM8.8 12l2.3 2.3 4.3-4.6',
  user: 'M12 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 20c.5-4 3.2-6 7-6s6.5 2 7 6',
  signOut: 'M13.5 4.5h-8v15h8M10 12h10M16.5 8.5 20 12l-3.5 3.5',
  check: 'M5.5 12.5l4.5 4.5 9-10',
  cross: 'M6.5 6.5l11 11M17.5 6.5l-11 11',
  back: 'M19 12H5M10.5 6.5 5 12l5.5 5.5',
  forward: 'M5 12h14M13.5 6.5 19 12l-5.5 5.5',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 19.5h14',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v4.5l3 2',
  pen: 'M5 19l1-4L16 5l3 3L9 18zM13.5 7.5l3 3',
  talk: 'M4.5 5.5h15v10.5h-9L7 19.5V16H4.5z',
  returned: 'M9 6.5 4.5 11 9 15.5M4.5 11h10a4.5 4.5 0 0 1 0 9H12',
  warning: 'M12 4.5l8.5 15h-17zM12 10v4.5M12 17v.2',
  info: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 11v5.5M12 8v.2',
  archive: 'M4 5h16v4H4zM5.5 9v10.5h13V9M10 13h4',
  star: 'M12 4.2l2.4 5 5.4.7-4 3.8 1 5.4-4.8-2.6-4.8 2.6 1-5.4-4-3.8 5.4-.7z',
  skip: 'M5 6.5l6 5.5-6 5.5zM13 6.5l6 5.5-6 5.5z',
  down: 'M6 9.5l6 6 6-6',
  dot: 'M12 10.5a1.5 1.5 0 1 1 0 3 1.5 1.5 0 0 1 0-3z',
  filter: 'M4 6h16l-6 7.5V19l-4 1.5v-7z',
  external: 'M13 5h6v6M19 5l-8.5 8.5M16.5 14v5H5V7.5h5',
  book: 'M12 6.5C10 5 7.5 4.5 4.5 4.5v13.5c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2V4.5c-3 0-5.5.5-7.5 2zM12 6.5V20',
  menu: 'M4 7h16M4 12h16M4 17h16',
  undo: 'M8.5 6 4.5 10l4 4M4.5 10h9.5a5 5 0 0 1 0 10H9',
  redo: 'M15.5 6l4 4-4 4M19.5 10H10a5 5 0 0 0 0 10h5',
  indent: 'M4 6h16M11 12h9M4 18h16M4 9.5l3 2.5-3 2.5',
  outdent: 'M4 6h16M11 12h9M4 18h16M7 9.5 4 12l3 2.5',
  up: 'M12 19V5M6.5 10.5 12 5l5.5 5.5',
  below: 'M12 5v14M6.5 13.5 12 19l5.5-5.5',
  plus: 'M12 5v14M5 12h14',
  link: 'M10 14a4 4 0 0 0 6 .5l2.5-2.5a4 4 0 0 0-5.7-5.7L11.5 7.5M14 10a4 4 0 0 0-6-.5L5.5 12a4 4 0 0 0 5.7 5.7l1.3-1.2',
  grip: 'M9 6v.2M15 6v.2M9 12v.2M15 12v.2M9 18v.2M15 18v.2',
  calendar: 'M5 6.5h14v13H5zM5 10.5h14M9 4v4M15 4v4',
  target: 'M4 6h10M4 11h7M4 16h5M13 16l2.5 2.5 5-6',
  keyboard: 'M3.5 7h17v10h-17zM7 10.5v.2M11 10.5v.2M15 10.5v.2M8 14h8',
  tidy: 'M5 19 15.5 8.5M14 4.5v3M18 6.5h-3M19.5 11v3M18 12.5h3',
  printer: 'M7 9V4h10v5M7 16H4.5V9h15v7H17M7 13.5h10V20H7z',
  panel: 'M4 5h16v14H4zM14.5 5v14',
  number: 'M9.5 4.5 8 19.5M16 4.5 14.5 19.5M5 9.5h14.5M4.5 15h14.5',
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name, className = 'size-5' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={`shrink-0 ${className}`}
    >
      <path d={paths[name]} />
    </svg>
  );
}
