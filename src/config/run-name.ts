/** The form of a run's name. */
export const RUN_NAME = /^\w[\w.-]*$/;
export const RUN_NAME_RULE = 'may have letters, digits, dots, dashes and underscores, as it names a folder';
