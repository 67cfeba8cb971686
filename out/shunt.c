/*
 * shunt.c - the stubs of whatever ABI the compiler has.  Generated from templates/shunt.c; do not edit.
 *
 * A project that builds for one ABI compiles that ABI's file; one that builds for several compiles this one.
 */
#if defined __aarch64__ && defined __AARCH64EL__ && defined __LP64__ && defined __ELF__ && defined __ARM_FP
#include "aarch64-aapcs64.c"
#elif defined __arm__ && defined __ARM_PCS_VFP && defined __ARMEL__ && (!defined __thumb__ || defined __thumb2__)
#include "arm-aapcs-vfp.c"
#elif defined __hppa__ && !defined __LP64__
#include "hppa-linux.c"
#elif defined __i386__ && defined __ELF__
#include "i386-sysv.c"
#elif defined __m68k__ && defined __HAVE_68881__ && !defined __mcoldfire__
#include "m68k-sysv.c"
#elif defined __mips__ && _MIPS_SIM == _ABIO32 && defined __MIPSEB__ && defined __mips_hard_float && !defined __mips_micromips && !defined __mips16
#include "mips-o32.c"
#elif defined __powerpc64__ && _CALL_ELF == 2 && defined __LITTLE_ENDIAN__
#include "ppc64-elfv2.c"
#elif defined __riscv && __riscv_xlen == 64 && defined __riscv_float_abi_double && !defined __riscv_32e
#include "riscv64-lp64d.c"
#elif defined __s390x__
#include "s390x-elf.c"
#elif defined __SH4__ && defined __LITTLE_ENDIAN__
#include "sh4-linux.c"
#elif defined __sparc__ && defined __arch64__
#include "sparc64-sysv.c"
#elif defined __x86_64__ && !defined __ILP32__ && defined __ELF__
#include "x86_64-sysv.c"
#else
#error "shunt has no stubs for this ABI"
#endif
