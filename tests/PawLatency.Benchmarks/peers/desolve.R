# deSolve (lsoda) with the compiled model; arguments: folder, number of rats, tolerances.
library(deSolve)

# Steps taken and calls of the model.
counts <- function(solution) attr(solution, "istate")[c(2, 3)]

arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
dyn.load(file.path(folder, "desolve_model.so"))
size <- .C("load_cohort", folder, 0L, 0L)
seen <- .C("look_at", double(size[[3]]), integer(size[[2]]), double(2))
times <- seen[[1]]; treated <- seen[[2]]; on <- seen[[3]][1]; off <- seen[[3]][2]
rats <- min(size[[2]], as.integer(arguments[2]))
chosen <- unique(as.integer(round(seq(1, size[[2]], length.out = rats))))
for (tolerance in as.numeric(arguments[-(1:2)])) {
  atol <- c(rep(0.1, 6), rep(10, 7)) * tolerance
  run <- function(y, from, to) {
    t <- unique(c(from, times[times > from & times <= to], to))
    ode(y, t, "derivatives", NULL, method = "lsoda", dllname = "desolve_model", initfunc = "initialise", rtol = tolerance, atol = atol, maxsteps = 1e6)
  }
  result <- matrix(NA, length(times), length(chosen)); steps <- 0; calls <- 0
  seconds <- system.time(for (i in seq_along(chosen)) {
    number <- chosen[i]
    .C("choose", number - 1L, 1L)
    states <- matrix(0, length(times), 13)
    if (treated[number] == 1) {
      pumping <- run(double(13), on, off)
      .C("choose", number - 1L, 0L)
      y <- pumping[nrow(pumping), -1]; y[7] <- 0
      after <- run(y, off, max(times))
      for (piece in list(pumping, after)) { steps <- steps + counts(piece)[1]; calls <- calls + counts(piece)[2] }
      both <- rbind(pumping, after[-1, ])
      inside <- times > on
      states[inside, ] <- both[match(times[inside], both[, 1]), -1]
    }
    result[, i] <- .C("latencies", length(times), as.double(t(states)), double(length(times)))[[3]]
  })
  write.table(cbind(rep(chosen - 1, each = length(times)), as.vector(result)), file.path(folder, sprintf("r-desolve-lsoda-%.0e.out", tolerance)),
    row.names = FALSE, col.names = FALSE, sep = ",")
  cat(sprintf("r-desolve-lsoda,%.0e,%d,%.6g,%.6g,%.6g\n", tolerance, length(chosen), seconds[["user.self"]] + seconds[["sys.self"]],
    steps / length(chosen), calls / length(chosen)))
}
