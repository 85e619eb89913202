// The layout of the theme's scripts.

export default { printWidth: 120 };
