package envgate.checker;

/// What a command does once its words are read.
interface Action {

    ExitStatus run();
}
